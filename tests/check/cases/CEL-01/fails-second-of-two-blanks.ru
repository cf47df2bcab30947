DELETE { ?row plan:markText ?text }
INSERT { ?row plan:blankCell aspect:mark }
WHERE { ?row plan:markText ?text . FILTER (?row IN (<revision-1/source.txt#line=5,6>, <revision-1/source.txt#line=6,7>)) }
