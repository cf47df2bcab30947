DELETE DATA { <revision-1/source.txt#line=4,5> plan:budgetText "創業支援事業費【義務】" } ;
INSERT DATA { <revision-1/source.txt#line=4,5> plan:blankCell aspect:budget-item }
