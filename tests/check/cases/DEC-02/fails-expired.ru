INSERT DATA { <decision-1> a plan:Decision ; plan:position 1 ; plan:verdict verdict:fix ; plan:line 7 ; plan:printedText "空き店舗活用事業" ; plan:value "空き店舗事業" ;
  plan:element <project-102-1> ; plan:property skos:prefLabel ; plan:until "2020-03-31"^^xsd:date }
