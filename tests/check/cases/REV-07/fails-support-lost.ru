INSERT DATA { GRAPH <revision-1/comparison-0> {
  <revision-1/comparison-0> a plan:Comparison ; plan:old <revision-0> ; plan:new <revision-1> .
  <revision-1/impact-1> a plan:Impact ; plan:comparison <revision-1/comparison-0> ; plan:position 1 ;
    plan:impactKind impact-kind:support-lost ; plan:elementClass plan:Indicator ; plan:element <indicator-1> ;
    skos:prefLabel "創業数"@ja ; plan:shownIn <measure-1.1> .
} }
