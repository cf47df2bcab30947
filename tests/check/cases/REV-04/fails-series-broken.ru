INSERT DATA { GRAPH <revision-1/comparison-0> {
  <revision-1/comparison-0> a plan:Comparison ; plan:old <revision-0> ; plan:new <revision-1> .
  <revision-1/impact-1> a plan:Impact ; plan:comparison <revision-1/comparison-0> ; plan:position 1 ;
    plan:impactKind impact-kind:series-broken ; plan:elementClass plan:Indicator ; plan:element <indicator-8> ;
    skos:prefLabel "入居店舗数"@ja ; plan:shownIn <project-102-1> .
} }
