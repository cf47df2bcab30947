INSERT { ?table plan:lacksColumn aspect:budget-item }
WHERE { <project-102-1> prov:wasQuotedFrom / plan:table ?table }
