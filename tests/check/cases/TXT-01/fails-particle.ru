INSERT DATA {
  <remark-particle.7> a plan:TextRemark ; plan:remarkKind remark:particle ; plan:printedText "移住者うち" ;
    plan:aspect aspect:summary ;
    plan:line 7 ; prov:wasQuotedFrom <revision-1/source.txt#line=6,7> .
}
