DELETE { <revision-1/source.txt#line=4,5> plan:nameText ?text }
INSERT { <revision-1/source.txt#line=4,5> plan:blankCell aspect:name }
WHERE { <revision-1/source.txt#line=4,5> plan:nameText ?text }
