INSERT DATA { <entry-u1> dcterms:isReplacedBy <project-101-2> } ;
DELETE DATA { <entry-u1> plan:identifies <project-101-1> }
