INSERT DATA {
  <appropriation-101-1.2.policy> a plan:Appropriation ; plan:project <project-101-1> ;
    plan:item <budget-2> ; plan:category budget-category:policy .
}
