INSERT DATA { <project-101-2> plan:fundedBy <budget-3> }
