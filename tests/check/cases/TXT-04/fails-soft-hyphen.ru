DELETE { <revision-1/source.txt#line=1,2> plan:printedText ?text } INSERT { <revision-1/source.txt#line=1,2> plan:printedText "1. 産業の\u00ad振興" }
WHERE { <revision-1/source.txt#line=1,2> plan:printedText ?text }
