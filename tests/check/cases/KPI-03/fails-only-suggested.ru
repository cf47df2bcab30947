DELETE DATA { <indicator-6> plan:supports <indicator-1> } ;
INSERT DATA { 
  <similarity-6.1> a plan:SuggestedSupport , plan:Similarity ; plan:of <indicator-6> ;
    plan:to <indicator-1> ; plan:element <measure-1.1> ; plan:method "label" ; plan:score 0.857 .
 }
