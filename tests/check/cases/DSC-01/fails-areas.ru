INSERT DATA {
  <remark-areas> a plan:TextRemark ; plan:remarkKind remark:areas ; plan:printedText "市内企業／県内企業" .
}
