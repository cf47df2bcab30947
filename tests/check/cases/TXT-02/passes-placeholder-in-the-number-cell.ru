DELETE DATA { <revision-1/source.txt#line=6,7> plan:numberText "102-1" } ;
INSERT DATA { <revision-1/source.txt#line=6,7> plan:numberText "341-新規" }
