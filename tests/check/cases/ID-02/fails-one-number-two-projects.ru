INSERT DATA { <project-102-2> plan:number <number-102-1> } ;
DELETE DATA { <project-102-2> plan:number <number-102-2> }
