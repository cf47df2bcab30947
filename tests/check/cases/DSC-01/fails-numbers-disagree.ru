INSERT DATA {
  <disagreement-102-2.102-1> a plan:Disagreement ; plan:of <project-102-2> ; plan:to <project-102-1> ;
    plan:printedText "10 / 9" .
}
