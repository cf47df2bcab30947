INSERT DATA { <revision-1/source.txt#line=5,6> plan:blankCell aspect:indicator }
