INSERT DATA { GRAPH <revision-1/comparison-0> {
  <revision-1/comparison-0> a plan:Comparison ; plan:old <revision-0> ; plan:new <revision-1> .
  <revision-1/impact-1> a plan:Impact ; plan:comparison <revision-1/comparison-0> ; plan:position 1 ;
    plan:impactKind impact-kind:answer-changed ; plan:elementClass sh:SPARQLExecutable ; plan:element <https://w3id.org/plangraph/query/budget-mandatory> ;
    skos:prefLabel "budget/mandatory"@ja ; plan:came 2 ; plan:went 1 .
  <https://w3id.org/plangraph/query/budget-mandatory> skos:prefLabel "義務的な予算"@ja , "mandatory items"@en .
} }
