INSERT DATA {
  <remark-brackets> a plan:TextRemark ; plan:remarkKind remark:brackets ; plan:printedText "( ) 2、（ ） 9" .
}
