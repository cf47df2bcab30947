DELETE { <plan> plan:periodEnd ?end } INSERT { <plan> plan:periodEnd ?start }
WHERE { <plan> plan:periodStart ?start ; plan:periodEnd ?end }
