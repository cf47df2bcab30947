INSERT DATA { <project-102-1> plan:fundedBy <budget-8> . <budget-8> a plan:BudgetItem }
