INSERT DATA {
  <remark-misspelling.7> a plan:TextRemark ; plan:remarkKind remark:misspelling ; plan:printedText "空き点舗" ;
    plan:aspect aspect:name ; plan:suggestedName "空き店舗"@ja ;
    plan:line 7 ; prov:wasQuotedFrom <revision-1/source.txt#line=6,7> .
}
