DELETE DATA { <budget-3> skos:prefLabel "空き店舗活用事業費"@ja } ;
INSERT DATA { <budget-3> skos:prefLabel "空き店舗活用費"@ja }
