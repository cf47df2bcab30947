INSERT DATA {
  <revision-1/problem-6-too-few-cells> a plan:ReadingProblem ;
    plan:problemKind reading-problem:too-few-cells ; plan:line 6 ; prov:wasQuotedFrom <revision-1/source.txt#line=5,6> .
}
