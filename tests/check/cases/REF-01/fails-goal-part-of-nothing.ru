DELETE { <goal-2> plan:partOf ?above } WHERE { <goal-2> plan:partOf ?above }
