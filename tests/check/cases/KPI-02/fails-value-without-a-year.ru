INSERT DATA {
  <observation-102-1.8> a plan:Observation ; plan:observes <role-project-102-1.8> ;
    plan:observationKind observation-kind:target ; plan:printedText "12" .
}
