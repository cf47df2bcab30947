INSERT DATA {
  <gap-project.direction> a plan:LevelGap ; plan:level indicator-level:project ;
    plan:gapKind gap-kind:direction ; plan:lacking 7 ; plan:total 7 .
}
