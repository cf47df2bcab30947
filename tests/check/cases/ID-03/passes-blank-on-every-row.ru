DELETE { ?row plan:unitText ?text }
INSERT { ?row plan:blankCell aspect:unit }
WHERE { <project-101-1> prov:wasQuotedFrom ?row . ?row plan:unitText ?text }
