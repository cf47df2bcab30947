INSERT { ?table plan:lacksColumn aspect:department }
WHERE { <project-101-2> prov:wasQuotedFrom / plan:table ?table }
