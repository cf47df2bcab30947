INSERT DATA { <project-201-2> plan:partOf <initiative-1.1.1> }
