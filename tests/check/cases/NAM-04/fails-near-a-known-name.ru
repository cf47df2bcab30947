DELETE DATA { <organization-5> plan:nameStanding name-standing:registered } ;
INSERT DATA { <organization-5> plan:nameStanding name-standing:unknown } ;
INSERT DATA {
  <similarity-o5> a plan:NearName , plan:Similarity ; plan:of <organization-5> ; plan:to <organization-6> ;
    plan:method "spelling" ; plan:score 0.800 .
}
