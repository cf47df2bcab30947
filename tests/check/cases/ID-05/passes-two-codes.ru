INSERT DATA { <project-102-1> plan:code <code-201> }
