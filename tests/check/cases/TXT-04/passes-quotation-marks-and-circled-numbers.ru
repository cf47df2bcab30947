DELETE { <revision-1/source.txt#line=5,6> plan:summaryText ?text }
INSERT { <revision-1/source.txt#line=5,6> plan:summaryText "①「講座」・②“相談”（［年10回］）…\nを'開く'" }
WHERE { <revision-1/source.txt#line=5,6> plan:summaryText ?text }
