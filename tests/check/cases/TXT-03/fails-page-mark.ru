INSERT DATA {
  <remark-page.7> a plan:TextRemark ; plan:remarkKind remark:page-mark ; plan:printedText "【資料6】" ;
    plan:line 7 ; prov:wasQuotedFrom <revision-1/source.txt#line=6,7> .
}
