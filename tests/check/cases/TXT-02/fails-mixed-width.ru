INSERT DATA {
  <remark-width.7> a plan:TextRemark ; plan:remarkKind remark:mixed-width ; plan:printedText "ICTとＩＣＴ" ;
    plan:aspect aspect:name ;
    plan:line 7 ; prov:wasQuotedFrom <revision-1/source.txt#line=6,7> .
}
