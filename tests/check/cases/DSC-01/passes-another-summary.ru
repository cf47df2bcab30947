DELETE DATA { <project-102-2> dcterms:description "職員が相談に応じる。"@ja } ;
INSERT DATA { <project-102-2> dcterms:description "職員が9地区を回り、相談に応じる。"@ja }
