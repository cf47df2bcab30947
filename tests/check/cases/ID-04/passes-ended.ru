INSERT DATA { <entry-u1> plan:until "2025-03-31"^^xsd:date } ;
DELETE DATA { <entry-u1> plan:identifies <project-101-1> }
