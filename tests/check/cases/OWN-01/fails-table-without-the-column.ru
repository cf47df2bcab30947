DELETE DATA { <project-101-2> plan:responsible <organization-2> } ;
INSERT DATA { <project-102-1> plan:partOf <initiative-1.1.1> ; plan:responsible <organization-2> .
  <responsibility-102-1.1> plan:responsibilityKind responsibility:lead } ;
INSERT { ?table plan:lacksColumn aspect:department }
WHERE { <project-101-2> prov:wasQuotedFrom / plan:table ?table }
