INSERT DATA {
  <similarity-10.6> a plan:OtherName , plan:Similarity ; plan:of <indicator-10> ; plan:to <indicator-6> ;
    plan:method "core" ; plan:score 0.800 .
}
