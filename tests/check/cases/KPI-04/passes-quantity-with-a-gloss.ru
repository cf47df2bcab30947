INSERT DATA { <role-project-102-1.8> plan:gloss "新規入居店舗数"@ja }
