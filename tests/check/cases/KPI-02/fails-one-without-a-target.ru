INSERT DATA { <role-project-102-1.8> plan:lacks observation-kind:target }
