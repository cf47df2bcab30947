DELETE DATA { <project-102-1> skos:prefLabel "空き店舗活用事業"@ja } ;
INSERT DATA { <project-102-1> skos:prefLabel "空き店舗リノベーション事業"@ja }
