INSERT DATA { <role-project-102-1.8> plan:unitLabel "軒" }
