DELETE { <project-102-1> plan:number ?number } INSERT { ?table plan:lacksColumn aspect:number }
WHERE { <project-102-1> plan:number ?number ; prov:wasQuotedFrom / plan:table ?table }
