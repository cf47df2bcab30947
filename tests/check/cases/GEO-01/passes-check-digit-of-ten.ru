DELETE DATA { <organization-issuer> plan:municipalityCode "999997" } ;
INSERT DATA { <organization-issuer> plan:municipalityCode "402052" }
