INSERT DATA { <goal-1> plan:printedTargets "市民所得" }
