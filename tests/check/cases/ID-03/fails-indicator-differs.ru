DELETE DATA { <revision-1/source.txt#line=13,14> plan:indicatorText "創業者数" } ;
INSERT DATA { <revision-1/source.txt#line=13,14> plan:indicatorText "創業件数" }
