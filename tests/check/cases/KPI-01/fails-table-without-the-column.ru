DELETE WHERE { <role-project-102-2.9> ?property ?value } ;
DELETE DATA { <indicator-9> plan:measures <project-102-2> } ;
INSERT { ?table plan:lacksColumn aspect:indicator }
WHERE { <project-102-2> prov:wasQuotedFrom / plan:table ?table }
