INSERT DATA {
  <gap-project.stage> a plan:LevelGap ; plan:level indicator-level:project ;
    plan:gapKind gap-kind:stage ; plan:lacking 2 ; plan:total 7 .
}
