DELETE WHERE { <role-project-102-2.9> ?property ?value } ;
DELETE DATA { <indicator-9> plan:measures <project-102-2> } ;
INSERT DATA {
  <absence-102-2.indicator> a plan:Absence ; plan:element <project-102-2> ;
    plan:aspect aspect:indicator ; plan:absenceKind absence:none .
}
