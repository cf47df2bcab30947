INSERT DATA { <project-102-1> plan:usualSection <organization-4> }
