DELETE { <concentration-1.2> plan:share ?share } INSERT { <concentration-1.2> plan:share 0.667 }
WHERE { <concentration-1.2> plan:share ?share }
