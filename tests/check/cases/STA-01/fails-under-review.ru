INSERT DATA { <project-102-1> plan:budgetRemark "【令和8年度から事業見直し】" }
