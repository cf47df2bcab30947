INSERT DATA { GRAPH <revision-1/comparison-0> {
  <revision-1/comparison-0> a plan:Comparison ; plan:old <revision-0> ; plan:new <revision-1> .
  <revision-1/impact-1> a plan:Impact ; plan:comparison <revision-1/comparison-0> ; plan:position 1 ;
    plan:impactKind impact-kind:department-goal-lost ; plan:elementClass plan:Organization ; plan:element <organization-6> ;
    skos:prefLabel "保健課"@ja ; plan:shownIn <goal-1> .
} }
