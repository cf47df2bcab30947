INSERT DATA { <project-102-2> plan:repeatsSummaryOf <project-102-1> }
