INSERT DATA {
  <label-gap-project.en> a plan:LabelGap ; plan:elementClass plan:Project ; dcterms:language "en" ;
    plan:lacking 7 ; plan:total 7 .
}
