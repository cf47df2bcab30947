INSERT DATA { <concentration-1.2> plan:method "pairs" }
