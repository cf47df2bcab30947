INSERT DATA {
  <role-measure-1.1.13> a plan:IndicatorRole ; plan:element <measure-1.1> ; plan:indicator <indicator-6> ;
    plan:level indicator-level:measure .
}
