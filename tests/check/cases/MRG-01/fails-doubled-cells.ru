INSERT DATA { <project-102-1> plan:doubledAspect aspect:number , aspect:name }
