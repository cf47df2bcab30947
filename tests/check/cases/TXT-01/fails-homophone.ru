INSERT DATA {
  <remark-homophone.7> a plan:TextRemark ; plan:remarkKind remark:homophone ; plan:printedText "過程" ;
    plan:aspect aspect:summary ; plan:suggestedName "家庭"@ja ;
    plan:line 7 ; prov:wasQuotedFrom <revision-1/source.txt#line=6,7> .
}
