INSERT DATA { <indicator-9> plan:measures <project-201-2> }
