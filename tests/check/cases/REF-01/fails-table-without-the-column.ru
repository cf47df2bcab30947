DELETE DATA { <project-101-1> plan:partOf <initiative-1.1.1> , <initiative-1.2.1> } ;
INSERT DATA { <project-102-1> plan:partOf <initiative-1.1.1> } ;
INSERT DATA { <project-102-2> plan:partOf <initiative-1.2.1> } ;
INSERT { ?table plan:lacksColumn aspect:mark }
WHERE { <project-101-1> prov:wasQuotedFrom / plan:table ?table }
