INSERT DATA {
  <initiative-2.1.2> a plan:Initiative ; skos:prefLabel "見守り"@ja ; plan:partOf <measure-2.1> ;
    plan:ordinal 2 ; plan:position 5 .
  <project-201-2> plan:partOf <initiative-2.1.2> .
  <project-201-1> plan:partOf <initiative-2.1.2> .
}
