DELETE DATA { <absence-102-2.budget-item> plan:absenceKind absence:none } ;
INSERT DATA { <absence-102-2.budget-item> plan:absenceKind absence:zero }
