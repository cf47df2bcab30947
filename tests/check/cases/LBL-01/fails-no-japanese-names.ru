INSERT DATA {
  <label-gap-project.ja> a plan:LabelGap ; plan:elementClass plan:Project ; dcterms:language "ja" ;
    plan:lacking 7 ; plan:total 7 .
}
