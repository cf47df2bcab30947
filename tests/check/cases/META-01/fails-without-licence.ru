DELETE WHERE { <plan> dcterms:license ?licence }
