// Searches the list in search-data.js by pairs of signs, which needs no knowledge of where words end.
(function () {
  "use strict";
  var MOST = 100;
  function fold(text) {
    return text.normalize("NFKC").toLowerCase().replace(/\s+/g, " ").trim();
  }
  function pairs(word) {
    var found = [];
    for (var i = 0; i + 2 <= word.length; i += 1) found.push(word.slice(i, i + 2));
    return found.length ? found : [word];
  }
  function score(entry, words) {
    var total = 0;
    for (var i = 0; i < words.length; i += 1) {
      var parts = pairs(words[i]);
      var hits = parts.filter(function (part) { return entry.folded.indexOf(part) >= 0; }).length;
      var share = hits / parts.length;
      if (share < 0.6) return 0;
      var name = fold(entry.name);
      total += share + (entry.folded.indexOf(words[i]) >= 0 ? 1 : 0)
        + (name.indexOf(words[i]) >= 0 ? 1 : 0) + (name === words[i] ? 2 : 0);
    }
    return total;
  }
  var entries = (window.PLANGRAPH_SEARCH || []).map(function (row) {
    return { href: row[0], name: row[1], kind: row[2], folded: fold(row[1] + " " + row[2] + " " + row[3]) };
  });
  var field = document.getElementById("q");
  var list = document.getElementById("results");
  var count = document.getElementById("count");
  function run() {
    var words = fold(field.value).split(" ").filter(Boolean);
    list.replaceChildren();
    if (!words.length) { count.textContent = ""; return; }
    var found = entries.map(function (entry, order) {
      return { entry: entry, order: order, score: score(entry, words) };
    }).filter(function (hit) { return hit.score > 0; });
    found.sort(function (a, b) { return b.score - a.score || a.order - b.order; });
    count.textContent = found.length + " 件 / " + found.length + " found"
      + (found.length > MOST ? "（上位 " + MOST + " 件）" : "");
    found.slice(0, MOST).forEach(function (hit) {
      var item = document.createElement("li");
      var anchor = document.createElement("a");
      anchor.href = hit.entry.href;
      anchor.textContent = hit.entry.name;
      item.append(anchor, " " + hit.entry.kind);
      list.append(item);
    });
  }
  field.value = new URLSearchParams(window.location.search).get("q") || "";
  field.addEventListener("input", run);
  run();
})();
