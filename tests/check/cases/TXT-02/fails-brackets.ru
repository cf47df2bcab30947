INSERT DATA {
  <remark-brackets.7> a plan:TextRemark ; plan:remarkKind remark:brackets ; plan:printedText "( )／（ ）" ;
    plan:aspect aspect:name ;
    plan:line 7 ; prov:wasQuotedFrom <revision-1/source.txt#line=6,7> .
}
