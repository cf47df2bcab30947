INSERT DATA {
  <remark-mark.7> a plan:TextRemark ; plan:remarkKind remark:mark ; plan:printedText "2" ;
    plan:aspect aspect:mark ; plan:suggestedName "②"@ja ;
    plan:line 7 ; prov:wasQuotedFrom <revision-1/source.txt#line=6,7> .
}
