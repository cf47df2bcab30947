INSERT DATA { <goal-1> plan:printedTitle "活力のあるまち" }
