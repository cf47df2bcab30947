DELETE DATA { <role-project-102-1.8> plan:unitLabel "店" } ;
INSERT DATA {
  <observation-102-1.8.target> a plan:Observation ; plan:observes <role-project-102-1.8> ;
    plan:observationKind observation-kind:target ; plan:valueKind value-kind:milestone ;
    plan:fiscalYear "2029"^^xsd:gYear ; plan:printedText "策定" .
}
