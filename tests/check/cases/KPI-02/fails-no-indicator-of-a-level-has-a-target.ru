INSERT DATA {
  <gap-project.target> a plan:LevelGap ; plan:level indicator-level:project ;
    plan:gapKind gap-kind:target ; plan:lacking 7 ; plan:total 7 .
}
