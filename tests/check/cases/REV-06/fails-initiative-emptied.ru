INSERT DATA { GRAPH <revision-1/comparison-0> {
  <revision-1/comparison-0> a plan:Comparison ; plan:old <revision-0> ; plan:new <revision-1> .
  <revision-1/impact-1> a plan:Impact ; plan:comparison <revision-1/comparison-0> ; plan:position 1 ;
    plan:impactKind impact-kind:initiative-emptied ; plan:elementClass plan:Initiative ; plan:element <initiative-1.1.2> ;
    skos:prefLabel "商店街の再生"@ja .
} }
