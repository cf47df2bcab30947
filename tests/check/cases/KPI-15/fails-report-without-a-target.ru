INSERT DATA {
  <observation-102-1.8.baseline> a plan:Observation ; plan:observes <role-project-102-1.8> ;
    plan:observationKind observation-kind:baseline ; plan:valueKind value-kind:number ;
    plan:fiscalYear "2024"^^xsd:gYear ; plan:printedText "10" ; sosa:hasSimpleResult 10 .
  <observation-102-1.8.actual> a plan:Observation ; plan:observes <role-project-102-1.8> ;
    plan:observationKind observation-kind:actual ; plan:valueKind value-kind:number ;
    plan:fiscalYear "2025"^^xsd:gYear ; plan:printedText "12" ; sosa:hasSimpleResult 12 .
  <observation-102-1.8.actual> plan:valueRemark value-remark:no-target .
}
