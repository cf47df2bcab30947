DELETE { <revision-1/source.txt#line=5,6> plan:numberText ?text }
INSERT { <revision-1/source.txt#line=5,6> plan:blankCell aspect:number }
WHERE { <revision-1/source.txt#line=5,6> plan:numberText ?text }
