DELETE DATA { <indicator-8> skos:prefLabel "入居店舗数"@ja } ;
INSERT DATA { <indicator-8> skos:prefLabel "空き店舗に入居した店舗の数及びその延べ数"@ja }
