DELETE { <revision-1/source.txt#line=5,6> plan:markText ?text }
INSERT { <revision-1/source.txt#line=5,6> plan:blankCell aspect:mark }
WHERE { <revision-1/source.txt#line=5,6> plan:markText ?text }
