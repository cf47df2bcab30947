INSERT DATA { <role-project-102-1.8> plan:countedNoun "店舗" ; plan:expectedUnit "軒" , "棟" }
