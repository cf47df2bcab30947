INSERT DATA { <project-101-2> plan:fundedBy <budget-8> . <budget-8> a plan:BudgetItem }
