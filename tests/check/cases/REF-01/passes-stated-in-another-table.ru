INSERT { ?table plan:lacksColumn aspect:mark }
WHERE { <project-101-1> prov:wasQuotedFrom / plan:table ?table }
