DELETE { <revision-1/source.txt#line=5,6> plan:departmentText ?text }
INSERT { <revision-1/source.txt#line=5,6> plan:blankCell aspect:department }
WHERE { <revision-1/source.txt#line=5,6> plan:departmentText ?text }
