DELETE DATA { <project-102-1> plan:fundedBy <budget-3> } ;
INSERT DATA {
  <absence-102-1.budget-item> a plan:Absence ; plan:element <project-102-1> ;
    plan:aspect aspect:budget-item ; plan:absenceKind absence:not-stated .
} ;
INSERT { ?table plan:lacksColumn aspect:budget-item }
WHERE { <project-102-1> prov:wasQuotedFrom / plan:table ?table }
