INSERT DATA { <project-102-1> plan:partOf <initiative-1.2.1> }
