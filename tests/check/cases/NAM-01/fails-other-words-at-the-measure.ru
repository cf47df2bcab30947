INSERT DATA {
  <similarity-6.1> a plan:Rewording , plan:Similarity ; plan:of <indicator-6> ; plan:to <indicator-1> ;
    plan:method "letters" ; plan:score 0.857 .
}
