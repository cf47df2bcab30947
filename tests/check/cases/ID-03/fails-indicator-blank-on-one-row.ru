DELETE DATA { <revision-1/source.txt#line=4,5> plan:indicatorText "創業者数" } ;
INSERT DATA { <revision-1/source.txt#line=4,5> plan:blankCell aspect:indicator }
