DELETE DATA { <organization-6> org:classification organization-kind:department } ;
INSERT DATA { <organization-6> org:classification organization-kind:group }
