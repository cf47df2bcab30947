DELETE DATA { <measure-2.1> plan:position 3 } ;
INSERT DATA { <measure-2.1> plan:position 9 }
