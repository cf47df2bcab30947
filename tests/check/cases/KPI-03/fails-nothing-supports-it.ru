DELETE DATA { <indicator-6> plan:supports <indicator-1> }
