INSERT DATA { GRAPH <revision-1/comparison-0> {
  <revision-1/comparison-0> a plan:Comparison ; plan:old <revision-0> ; plan:new <revision-1> .
  <revision-1/impact-1> a plan:Impact ; plan:comparison <revision-1/comparison-0> ; plan:position 1 ;
    plan:impactKind impact-kind:iri-gone ; plan:elementClass plan:BudgetItem ; plan:element <budget-99> ;
    skos:prefLabel "商店街灯管理事業費"@ja .
} }
