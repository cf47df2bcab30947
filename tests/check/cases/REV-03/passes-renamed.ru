INSERT DATA { GRAPH <revision-1/comparison-0> {
  <revision-1/comparison-0> a plan:Comparison ; plan:old <revision-0> ; plan:new <revision-1> .
  <revision-1/change-1> a plan:Change ; plan:comparison <revision-1/comparison-0> ; plan:position 1 ;
    plan:changeKind change-kind:renamed ; plan:elementClass plan:Project ; plan:element <project-102-1> ;
    skos:prefLabel "空き店舗活用事業"@ja ; plan:certain certainty:certain ;
    plan:oldThing <project-102-1> ; plan:newThing <project-102-1> ; plan:before "空店舗活用事業"@ja .
} }
