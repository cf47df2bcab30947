INSERT DATA {
  <appropriation-101-2.2.none-stated> a plan:Appropriation ; plan:project <project-101-2> ;
    plan:item <budget-2> ; plan:category budget-category:none-stated .
}
