INSERT DATA {
  <observation-102-1.8.baseline> a plan:Observation ; plan:observes <role-project-102-1.8> ;
    plan:observationKind observation-kind:baseline ; plan:valueKind value-kind:number ;
    plan:fiscalYear "2030"^^xsd:gYear ; plan:printedText "10" ; sosa:hasSimpleResult 10 .
  <observation-102-1.8.target> a plan:Observation ; plan:observes <role-project-102-1.8> ;
    plan:observationKind observation-kind:target ; plan:valueKind value-kind:number ;
    plan:fiscalYear "2029"^^xsd:gYear ; plan:printedText "20" ; sosa:hasSimpleResult 20 .
  <observation-102-1.8.baseline> plan:valueRemark value-remark:baseline-after-target ; plan:comparedWith <observation-102-1.8.target> .
}
