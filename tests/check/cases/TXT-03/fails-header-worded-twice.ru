INSERT DATA {
  <remark-header.7> a plan:TextRemark ; plan:remarkKind remark:header-wording ; plan:printedText "事務事業 番号／事務事業番号" ;
    plan:aspect aspect:number ;
    plan:line 7 ; prov:wasQuotedFrom <revision-1/source.txt#line=6,7> .
}
