INSERT DATA {
  <code-domain-201-2.2.1> a plan:ForeignCode ; plan:project <project-201-2> ; plan:element <measure-2.1> ;
    plan:usualDomain "3" ; plan:projects 5 .
}
