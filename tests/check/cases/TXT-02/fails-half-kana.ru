INSERT DATA {
  <remark-half-width-kana.7> a plan:TextRemark ; plan:remarkKind remark:half-width-kana ; plan:printedText "ｾﾐﾅｰ" ;
    plan:aspect aspect:summary ; plan:suggestedName "セミナー"@ja ;
    plan:line 7 ; prov:wasQuotedFrom <revision-1/source.txt#line=6,7> .
}
