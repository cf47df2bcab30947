DELETE { ?row plan:unitText ?text }
WHERE { <project-101-1> prov:wasQuotedFrom ?row . ?row plan:unitText ?text }
