DELETE { ?measure plan:share ?share ; plan:projects ?projects }
INSERT { ?measure plan:share 1.000 ; plan:projects 1 }
WHERE { ?measure plan:share ?share ; plan:projects ?projects . FILTER (?measure = <concentration-1.2>) }
