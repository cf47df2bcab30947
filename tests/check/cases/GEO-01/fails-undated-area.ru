DELETE DATA { <organization-issuer> dcterms:spatial <http://data.e-stat.go.jp/lod/sac/C99999-20091216> } ;
INSERT DATA { <organization-issuer> dcterms:spatial <http://data.e-stat.go.jp/lod/sac/C99999> }
