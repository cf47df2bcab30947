DELETE { <revision-1/source.txt#line=5,6> plan:nameText ?text }
INSERT { <revision-1/source.txt#line=5,6> plan:blankCell aspect:name }
WHERE { <revision-1/source.txt#line=5,6> plan:nameText ?text }
