DELETE DATA { <project-102-2> dcterms:description "職員が相談に応じる。"@ja } ;
INSERT DATA { <project-102-2> dcterms:description "空き店舗の活用について、職員が相談に応じる。"@ja }
