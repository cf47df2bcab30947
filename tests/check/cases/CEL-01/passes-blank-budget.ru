DELETE { <revision-1/source.txt#line=5,6> plan:budgetText ?text }
INSERT { <revision-1/source.txt#line=5,6> plan:blankCell aspect:budget-item }
WHERE { <revision-1/source.txt#line=5,6> plan:budgetText ?text }
