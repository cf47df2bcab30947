DELETE DATA { <placement-103-1.1.2.1> plan:under <initiative-1.2.1> ; plan:mark "①" } ;
INSERT DATA { <placement-103-1.1.2.1> plan:under <measure-1.2> ; plan:mark "⑨" } ;
DELETE DATA { <project-103-1> plan:partOf <initiative-1.2.1> } ;
INSERT DATA { <project-103-1> plan:partOf <measure-1.2> } ;
DELETE DATA { <project-102-1> plan:partOf <initiative-1.1.2> } ;
INSERT DATA { <project-102-1> plan:partOf <initiative-1.2.1> , <initiative-1.1.2> } ;
DELETE DATA { <project-102-1> plan:responsible <organization-1> } ;
INSERT DATA { <project-102-1> plan:responsible <organization-3> }
