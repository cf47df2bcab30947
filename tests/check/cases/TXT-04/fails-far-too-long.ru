INSERT DATA { <revision-1/source.txt#line=5,6> plan:longCell aspect:summary }
