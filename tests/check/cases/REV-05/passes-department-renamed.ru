INSERT DATA { GRAPH <revision-1/comparison-0> {
  <revision-1/comparison-0> a plan:Comparison ; plan:old <revision-0> ; plan:new <revision-1> .
  <revision-1/change-1> a plan:Change ; plan:comparison <revision-1/comparison-0> ; plan:position 1 ;
    plan:changeKind change-kind:renamed ; plan:elementClass plan:Organization ; plan:element <organization-6> ;
    skos:prefLabel "保健課"@ja ; plan:certain certainty:certain ;
    plan:oldThing <organization-6> ; plan:newThing <organization-6> ; plan:before "健康課"@ja ; plan:after "保健課"@ja .
} }
