INSERT DATA {
  <measure-2.2> a plan:Measure ; skos:prefLabel "学びの支援"@ja ; plan:partOf <goal-2> ; plan:ordinal 2 ;
    plan:position 4 .
  <project-201-1> plan:partOf <measure-2.2> .
}
