DELETE { ?issuer plan:corporateNumber ?number } INSERT { ?issuer plan:corporateNumber "1000020999997" }
WHERE { ?issuer plan:corporateNumber ?number }
