DELETE DATA { <organization-5> plan:nameStanding name-standing:registered } ;
INSERT DATA { <organization-5> plan:nameStanding name-standing:not-verifiable }
