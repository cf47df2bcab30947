DELETE { <revision-1/source.txt#line=4,5> plan:markText ?text }
INSERT { <revision-1/source.txt#line=4,5> plan:blankCell aspect:mark }
WHERE { <revision-1/source.txt#line=4,5> plan:markText ?text }
