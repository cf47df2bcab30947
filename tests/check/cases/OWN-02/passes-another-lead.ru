DELETE DATA {
  <responsibility-201-2.6> plan:responsibilityKind responsibility:lead .
  <responsibility-201-2.1> plan:responsibilityKind responsibility:joint .
} ;
INSERT DATA {
  <responsibility-201-2.6> plan:responsibilityKind responsibility:joint .
  <responsibility-201-2.1> plan:responsibilityKind responsibility:lead .
}
