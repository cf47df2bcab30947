INSERT DATA {
  <remark-space-in-prose.7> a plan:TextRemark ; plan:remarkKind remark:space-in-prose ; plan:printedText "貸付を実施 卒業後就職" ;
    plan:aspect aspect:summary ;
    plan:line 7 ; prov:wasQuotedFrom <revision-1/source.txt#line=6,7> .
}
