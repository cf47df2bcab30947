INSERT DATA {
  <observation-102-1.8.baseline> a plan:Observation ; plan:observes <role-project-102-1.8> ;
    plan:observationKind observation-kind:baseline ; plan:valueKind value-kind:number ;
    plan:fiscalYear "2024"^^xsd:gYear ; plan:printedText "10" ; sosa:hasSimpleResult 10 .
  <observation-102-1.8.target> a plan:Observation ; plan:observes <role-project-102-1.8> ;
    plan:observationKind observation-kind:target ; plan:valueKind value-kind:number ;
    plan:fiscalYear "2029"^^xsd:gYear ; plan:printedText "20" ; sosa:hasSimpleResult 20 .
  <observation-102-1.8.actual> a plan:Observation ; plan:observes <role-project-102-1.8> ;
    plan:observationKind observation-kind:actual ; plan:valueKind value-kind:number ;
    plan:fiscalYear "2025"^^xsd:gYear ; plan:printedText "12" ; sosa:hasSimpleResult 12 ;
    plan:unitLabel "人" ; plan:unit unit:person .
}
