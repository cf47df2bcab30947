INSERT DATA {
  <remark-kana.7> a plan:TextRemark ; plan:remarkKind remark:kana ; plan:printedText "取組" ;
    plan:aspect aspect:name ; plan:suggestedName "取り組み"@ja ;
    plan:line 7 ; prov:wasQuotedFrom <revision-1/source.txt#line=6,7> .
}
