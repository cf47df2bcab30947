DELETE DATA { <plan> dcterms:publisher <organization-issuer> }
