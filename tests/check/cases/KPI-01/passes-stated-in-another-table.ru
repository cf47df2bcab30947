INSERT { ?table plan:lacksColumn aspect:indicator }
WHERE { <project-102-2> prov:wasQuotedFrom / plan:table ?table }
