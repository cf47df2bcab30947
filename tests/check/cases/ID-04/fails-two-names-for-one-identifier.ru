INSERT DATA { <measure-1.1> skos:prefLabel "雇用の創出"@ja }
