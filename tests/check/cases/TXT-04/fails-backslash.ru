DELETE { <revision-1/source.txt#line=5,6> plan:summaryText ?text } INSERT { <revision-1/source.txt#line=5,6> plan:summaryText "講座\\qを開く。" }
WHERE { <revision-1/source.txt#line=5,6> plan:summaryText ?text }
