DELETE DATA { <responsibility-102-1.1> plan:organization <organization-1> } ;
INSERT DATA { <responsibility-102-1.1> plan:organization <organization-7> .
  <organization-7> a plan:Organization ; skos:prefLabel "商業振興"@ja ; org:subOrganizationOf <organization-1> ;
    org:classification organization-kind:section .
}
