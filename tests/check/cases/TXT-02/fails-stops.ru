INSERT DATA {
  <remark-full-stops> a plan:TextRemark ; plan:remarkKind remark:full-stops ; plan:printedText "句点あり" .
}
