DELETE DATA { <revision-1/source.txt> plan:trait trait:utf-8 , trait:lf } ;
INSERT DATA { <revision-1/source.txt> plan:trait trait:cp932 , trait:crlf }
