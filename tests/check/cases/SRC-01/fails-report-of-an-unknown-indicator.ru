INSERT DATA {
  <values.csv> plan:fileName "values.csv" .
  <values.csv#line=2,3> a plan:Line ; plan:line 3 ; plan:lineKind line-kind:report ;
    plan:document <values.csv> ; plan:printedText "乗船者数,実績値,R7,85" .
  <problem-values-3-unknown-indicator> a plan:ReadingProblem ; plan:line 3 ;
    plan:problemKind reading-problem:unknown-indicator ;
    prov:wasQuotedFrom <values.csv#line=2,3> ; plan:printedText "乗船者数,実績値,R7,85" .
}
