INSERT DATA { <project-102-1> plan:number <number-102-9> .
  <number-102-9> a plan:AdministrativeNumber ; skos:notation "102-9" }
