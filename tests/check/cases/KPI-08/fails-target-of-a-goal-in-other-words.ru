INSERT DATA {
  <similarity-8.5> a plan:Rewording , plan:Similarity ; plan:of <indicator-8> ; plan:to <indicator-5> ;
    plan:method "letters" ; plan:score 0.800 .
}
