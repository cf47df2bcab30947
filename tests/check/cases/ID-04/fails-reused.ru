INSERT DATA { <entry-u2> plan:reusedBy <project-101-2> }
