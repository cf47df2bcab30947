INSERT DATA { <project-102-1> plan:fundedBy <budget-9> . <budget-9> a plan:BudgetItem }
