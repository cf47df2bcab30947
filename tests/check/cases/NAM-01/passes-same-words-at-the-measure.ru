INSERT DATA {
  <similarity-10.2> a plan:Rewording , plan:Similarity ; plan:of <indicator-10> ; plan:to <indicator-2> ;
    plan:method "equal" ; plan:score 1.000 .
}
