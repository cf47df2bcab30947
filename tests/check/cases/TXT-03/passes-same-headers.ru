DELETE DATA { <revision-1/table-2> plan:nameText "事業名" . <revision-1/table-1> plan:nameText "事業名" . <revision-1/table-3> plan:nameText "事業名" } ;
INSERT DATA { <revision-1/table-2> plan:nameText "名称" . <revision-1/table-1> plan:nameText "名称" . <revision-1/table-3> plan:nameText "名称" }
