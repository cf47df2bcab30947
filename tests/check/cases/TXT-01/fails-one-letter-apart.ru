INSERT DATA {
  <remark-near.7> a plan:TextRemark ; plan:remarkKind remark:near-spelling ; plan:printedText "市立保育所への就職者／市内保育所への就職者" ;
    plan:aspect aspect:name ;
    plan:line 7 ; prov:wasQuotedFrom <revision-1/source.txt#line=6,7> .
}
