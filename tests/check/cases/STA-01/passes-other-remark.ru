INSERT DATA { <project-102-1> plan:budgetRemark "【県の補助あり】" }
