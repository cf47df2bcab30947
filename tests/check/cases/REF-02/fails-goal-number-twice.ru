DELETE DATA { <goal-2> plan:ordinal 2 } ;
INSERT DATA { <goal-2> plan:ordinal 1 }
