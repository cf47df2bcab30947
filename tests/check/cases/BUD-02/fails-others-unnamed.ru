INSERT DATA { <project-102-1> plan:openBudget "他1事業" }
