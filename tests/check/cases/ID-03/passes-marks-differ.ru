DELETE DATA { <revision-1/source.txt#line=13,14> plan:markText "①" } ;
INSERT DATA { <revision-1/source.txt#line=13,14> plan:markText "②" }
