INSERT DATA { <revision-1/source.txt> plan:differentlyOrdered <revision-1/table-2> }
