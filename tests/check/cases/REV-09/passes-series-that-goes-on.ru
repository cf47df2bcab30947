INSERT DATA { GRAPH <revision-1/comparison-0> {
  <revision-1/comparison-0> a plan:Comparison ; plan:old <revision-0> ; plan:new <revision-1> .
  <revision-1/change-1> a plan:Change ; plan:comparison <revision-1/comparison-0> ; plan:position 1 ;
    plan:changeKind change-kind:renamed ; plan:elementClass plan:Indicator ; plan:element <indicator-8> ;
    skos:prefLabel "入居店舗数"@ja ; plan:certain certainty:certain ;
    plan:oldThing <indicator-8> ; plan:newThing <indicator-8> ; plan:before "入居数"@ja ; plan:after "入居店舗数"@ja .
} }
