INSERT DATA {
  <similarity-8.5> a plan:Rewording , plan:Similarity ; plan:of <indicator-8> ; plan:to <indicator-5> ;
    plan:method "equal" ; plan:score 1.000 .
}
