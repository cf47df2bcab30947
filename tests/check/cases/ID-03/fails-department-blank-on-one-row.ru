DELETE DATA { <revision-1/source.txt#line=13,14> plan:departmentText "産業課" }
