INSERT DATA { <project-101-1> rdfs:label "Support for founders"@en }
