DELETE { <revision-1/source.txt#line=2,3> plan:lineKind ?kind } INSERT { <revision-1/source.txt#line=2,3> plan:lineKind line-kind:page-mark }
WHERE { <revision-1/source.txt#line=2,3> plan:lineKind ?kind }
