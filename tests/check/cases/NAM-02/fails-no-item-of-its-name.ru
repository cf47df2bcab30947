INSERT DATA {
  <similarity-project-102-1.budget-3> a plan:ItemNameApart , plan:Similarity ; plan:of <project-102-1> ; plan:to <budget-3> ;
    plan:method "items" ; plan:score 0.400 .
}
