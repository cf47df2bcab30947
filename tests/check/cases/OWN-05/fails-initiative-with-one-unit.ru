DELETE DATA { <project-102-2> plan:responsible <organization-2> } ;
INSERT DATA { <project-102-2> plan:responsible <organization-1> }
