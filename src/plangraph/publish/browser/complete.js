// Completes what is being written: terms of the vocabulary, things of the plan by their names, and
// the variables of the query. A term brings the line that declares its prefix.
const MOST = 60;
const BEGUN = /(?:[?$][\w]*|[\p{L}\p{N}_-]*:?[\p{L}\p{N}_.-]*)$/u;

export function complete(codemirror, site) {
  const cursor = codemirror.getCursor();
  const line = codemirror.getLine(cursor.line).slice(0, cursor.ch);
  const begun = line.match(BEGUN)[0];
  const from = { line: cursor.line, ch: cursor.ch - begun.length };
  const list = begun.startsWith("?") || begun.startsWith("$") ? variables(codemirror, begun) : terms(site, begun);
  codemirror.showHint({
    completeSingle: false,
    closeCharacters: /[\s(){}[\];,]/,
    hint: () => ({ list: list.slice(0, MOST), from, to: cursor }),
  });
  codemirror.state.completionActive?.widget?.hints.setAttribute("aria-label", "候補 Completions");
}

function variables(codemirror, begun) {
  const found = new Set(codemirror.getValue().match(/[?$]\w+/g));
  return [...found].filter((name) => name !== begun && name.startsWith(begun)).sort();
}

function terms(site, begun) {
  const wanted = begun.toLowerCase();
  const found = [];
  for (const term of site.terms) {
    const [prefix, local] = term.split(":");
    const label = site.pages[site.prefixes[prefix] + local]?.[1] ?? "";
    if (!term.toLowerCase().includes(wanted) && !label.toLowerCase().includes(wanted)) continue;
    // What begins so comes before what only contains it.
    const near = [term, local, label].some((text) => text.toLowerCase().startsWith(wanted));
    found.push({ near, text: term, displayText: label ? `${term}  ${label}` : term, hint: insert(site, prefix) });
  }
  found.sort((one, other) => other.near - one.near);
  if (wanted === "" || wanted.includes(":")) return found;
  const things = Object.entries(site.pages)
    .filter(([iri, [, label]]) => !iri.includes("#") && label.toLowerCase().includes(wanted))
    .map(([iri, [, label]]) => ({ iri, label }));
  // The thing that is called so stands before those that only speak of it.
  things.sort((one, other) => one.label.length - other.label.length);
  for (const { iri, label } of things) {
    found.push({ text: `<${iri}>`, displayText: `${label}  <${iri.slice(iri.lastIndexOf("/") + 1)}>` });
  }
  return found;
}

function insert(site, prefix) {
  return (codemirror, data, chosen) => {
    codemirror.operation(() => {
      codemirror.replaceRange(chosen.text, data.from, data.to, "complete");
      const declared = new RegExp(`^\\s*PREFIX\\s+${prefix}:`, "im");
      if (declared.test(codemirror.getValue())) return;
      codemirror.replaceRange(`PREFIX ${prefix}: <${site.prefixes[prefix]}>\n`, { line: 0, ch: 0 });
    });
  };
}
