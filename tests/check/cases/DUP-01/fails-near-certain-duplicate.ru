INSERT DATA {
  <similarity-project-102-2.project-102-1> a plan:SuspectedDuplicate , plan:Similarity ; plan:of <project-102-2> ; plan:to <project-102-1> ;
    plan:method "same-item" ; plan:score 0.462 .
}
