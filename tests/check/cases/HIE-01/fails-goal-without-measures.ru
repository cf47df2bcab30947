INSERT DATA {
  <goal-3> a plan:Goal ; skos:prefLabel "未来のまち"@ja ; plan:partOf <plan> ; plan:ordinal 3 ; plan:position 3 .
}
