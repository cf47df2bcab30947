INSERT DATA { <role-measure-1.1.1> plan:gloss "市内の創業" }
