DELETE WHERE { <plan> plan:version ?text }
