DELETE DATA { <revision-1/source.txt#line=13,14> plan:unitText "人" } ;
INSERT DATA { <revision-1/source.txt#line=13,14> plan:unitText "件" }
