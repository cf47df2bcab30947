DELETE WHERE { <plan> plan:periodEnd ?year }
