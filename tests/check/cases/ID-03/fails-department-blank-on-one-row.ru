DELETE DATA { <revision-1/source.txt#line=4,5> plan:departmentText "産業課" } ;
INSERT DATA { <revision-1/source.txt#line=4,5> plan:blankCell aspect:department }
