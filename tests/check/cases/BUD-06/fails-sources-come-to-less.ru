INSERT DATA {
  <appropriation-102-1.whole> a plan:Appropriation ; plan:project <project-102-1> ;
    plan:fiscalYear "2025"^^xsd:gYear ; plan:printedText "500" ; plan:amount 500 ;
    plan:valueRemark value-remark:sources-apart ; plan:comparedWith <appropriation-102-1.general> .
  <appropriation-102-1.general> a plan:Appropriation ; plan:project <project-102-1> ;
    plan:fiscalYear "2025"^^xsd:gYear ; plan:printedText "300" ; plan:amount 300 ;
    plan:fundingSource "一般財源"@ja .
}
