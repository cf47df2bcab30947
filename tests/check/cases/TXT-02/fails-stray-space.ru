INSERT DATA {
  <remark-space.7> a plan:TextRemark ; plan:remarkKind remark:stray-space ; plan:printedText "空き 店舗活用事業" ;
    plan:aspect aspect:name ; plan:suggestedName "空き店舗活用事業"@ja ;
    plan:line 7 ; prov:wasQuotedFrom <revision-1/source.txt#line=6,7> .
}
