DELETE DATA { <role-project-102-2.9> plan:unitLabel "件" }
