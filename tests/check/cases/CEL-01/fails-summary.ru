DELETE { <revision-1/source.txt#line=5,6> plan:summaryText ?text }
INSERT { <revision-1/source.txt#line=5,6> plan:blankCell aspect:summary }
WHERE { <revision-1/source.txt#line=5,6> plan:summaryText ?text }
