INSERT DATA { GRAPH <revision-1/comparison-0> {
  <revision-1/comparison-0> a plan:Comparison ; plan:old <revision-0> ; plan:new <revision-1> .
  <revision-1/change-1> a plan:Change ; plan:comparison <revision-1/comparison-0> ; plan:position 1 ;
    plan:changeKind change-kind:removed ; plan:elementClass plan:Project ; plan:element <project-103-9> ;
    skos:prefLabel "商店街灯管理事業"@ja ; plan:certain certainty:certain ; plan:oldThing <project-103-9> .
} }
