INSERT DATA { <organization-4> skos:altLabel "就労担当"@ja }
