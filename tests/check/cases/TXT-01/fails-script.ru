INSERT DATA {
  <remark-script.7> a plan:TextRemark ; plan:remarkKind remark:script ; plan:printedText "おこなう" ;
    plan:aspect aspect:summary ; plan:suggestedName "行う"@ja ;
    plan:line 7 ; prov:wasQuotedFrom <revision-1/source.txt#line=6,7> .
}
