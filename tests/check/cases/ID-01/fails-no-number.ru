DELETE DATA { <project-102-1> plan:number <number-102-1> }
