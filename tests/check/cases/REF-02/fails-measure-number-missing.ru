DELETE DATA { <measure-1.2> plan:ordinal 2 } ;
INSERT DATA { <measure-1.2> plan:ordinal 3 }
