DELETE { <revision-1/source.txt#line=5,6> plan:nameText ?text } INSERT { <revision-1/source.txt#line=5,6> plan:nameText "起業<script>講座事業" }
WHERE { <revision-1/source.txt#line=5,6> plan:nameText ?text }
