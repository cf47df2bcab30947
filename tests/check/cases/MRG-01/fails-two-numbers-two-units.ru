DELETE { <responsibility-102-1.1> plan:responsibilityKind ?kind }
INSERT {
  <responsibility-102-1.1> plan:responsibilityKind responsibility:lead .
  <project-102-1> plan:doubledAspect aspect:number ; plan:responsible <organization-2> .
}
WHERE { <responsibility-102-1.1> plan:responsibilityKind ?kind }
