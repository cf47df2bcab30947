INSERT DATA { <measure-1.1> skos:prefLabel "Promotion of industry"@en }
