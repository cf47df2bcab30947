INSERT DATA {
  <remark-quoted.7> a plan:TextRemark ; plan:remarkKind remark:quoted ; plan:printedText "\"妊婦健診事業\"" ;
    plan:aspect aspect:name ;
    plan:line 7 ; prov:wasQuotedFrom <revision-1/source.txt#line=6,7> .
}
