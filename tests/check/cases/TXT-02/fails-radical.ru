INSERT DATA {
  <remark-radical> a plan:TextRemark ; plan:remarkKind remark:radical ; plan:printedText "⼦" ; plan:suggestedName "子"@ja .
}
