INSERT DATA { <revision-1/source.txt> plan:fileName "plan.tsv" }
