DELETE DATA { <responsibility-201-2.6> plan:responsibilityKind responsibility:lead } ;
INSERT DATA { <responsibility-201-2.6> plan:responsibilityKind responsibility:joint }
