INSERT DATA { <number-102-1> prov:wasQuotedFrom <revision-1/source.txt#line=7,8> }
