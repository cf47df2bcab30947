DELETE WHERE { <code-201> ?property ?value }
