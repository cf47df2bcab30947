DELETE DATA { <code-101> skos:prefLabel "起業"@ja }
