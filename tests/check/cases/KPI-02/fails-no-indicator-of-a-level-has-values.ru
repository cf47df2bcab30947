INSERT DATA {
  <gap-project.values> a plan:LevelGap ; plan:level indicator-level:project ;
    plan:gapKind gap-kind:values ; plan:lacking 7 ; plan:total 7 .
}
