INSERT DATA {
  <placement-101-2.1.1.1.7> a plan:Placement ; plan:project <project-101-2> ; plan:under <initiative-1.1.1> ;
    plan:mark "①" ; plan:line 7 ; prov:wasQuotedFrom <revision-1/source.txt#line=6,7> .
}
