INSERT DATA {
  <remark-separators> a plan:TextRemark ; plan:remarkKind remark:separators ; plan:printedText "読点／空白" .
}
