INSERT DATA { GRAPH <revision-1/comparison-0> {
  <revision-1/comparison-0> a plan:Comparison ; plan:old <revision-0> ; plan:new <revision-1> .
  <revision-1/comparison-0> plan:vanished <organization-9> . <organization-9> skos:prefLabel "農政課"@ja .
} }
