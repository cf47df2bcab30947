DELETE DATA { <revision-1/source.txt#line=13,14> plan:budgetText "創業支援事業費【義務】" } ;
INSERT DATA { <revision-1/source.txt#line=13,14> plan:budgetText "創業支援費【義務】" }
