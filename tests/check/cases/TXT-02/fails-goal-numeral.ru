INSERT DATA {
  <remark-numeral.7> a plan:TextRemark ; plan:remarkKind remark:numeral ; plan:printedText "2" ;
    plan:line 7 ; prov:wasQuotedFrom <revision-1/source.txt#line=6,7> .
}
