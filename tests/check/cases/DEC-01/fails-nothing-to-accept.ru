INSERT DATA { <decision-1> a plan:Decision ; plan:position 1 ; plan:verdict verdict:accept ; plan:rule rule:ID-01 ; plan:focus <project-102-1> }
