DELETE DATA { <indicator-11> skos:prefLabel "相談者の満足度"@ja } ;
INSERT DATA { <indicator-11> skos:prefLabel "相談者に占める満足した人の割合"@ja }
