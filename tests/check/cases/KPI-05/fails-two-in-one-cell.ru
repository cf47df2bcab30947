INSERT DATA { <role-project-102-1.8> plan:severalIndicators "入居店舗数 来客数" }
