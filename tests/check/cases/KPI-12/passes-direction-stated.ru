DELETE DATA { <role-project-102-1.8> plan:direction direction:not-stated } ;
INSERT DATA { <role-project-102-1.8> plan:direction direction:increase }
