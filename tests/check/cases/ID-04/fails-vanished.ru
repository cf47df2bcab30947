DELETE DATA { <entry-u1> plan:identifies <project-101-1> }
