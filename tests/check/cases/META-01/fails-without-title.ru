DELETE WHERE { <plan> dcterms:title ?text }
