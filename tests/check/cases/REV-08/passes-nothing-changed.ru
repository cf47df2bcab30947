INSERT DATA { GRAPH <revision-1/comparison-0> {
  <revision-1/comparison-0> a plan:Comparison ; plan:old <revision-0> ; plan:new <revision-1> .
} }
