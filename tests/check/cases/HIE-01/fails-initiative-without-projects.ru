INSERT DATA {
  <initiative-2.1.2> a plan:Initiative ; skos:prefLabel "見守り"@ja ; plan:partOf <measure-2.1> ;
    plan:ordinal 2 ; plan:position 5 .
}
