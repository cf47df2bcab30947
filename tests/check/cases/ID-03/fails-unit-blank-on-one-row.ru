DELETE DATA { <revision-1/source.txt#line=4,5> plan:unitText "人" } ;
INSERT DATA { <revision-1/source.txt#line=4,5> plan:blankCell aspect:unit }
