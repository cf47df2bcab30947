// Answers SPARQL in the reader's browser, from the data in the folder.
import Yasqe from "@zazuko/yasqe/build/yasqe.esm.js";
import "@zazuko/yasqe/build/yasqe.min.css";
import init, { Store, namedNode } from "oxigraph/web.js";
import packedEngine from "engine-bytes";

const MOST = 1000;
const site = window.PLANGRAPH_DATASET;
const find = (id) => document.getElementById(id);
const state = find("state");

async function unpack(base64) {
  const bytes = Uint8Array.from(atob(base64), (sign) => sign.charCodeAt(0));
  const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip"));
  return new Uint8Array(await new Response(stream).arrayBuffer());
}

async function open() {
  await init({ module_or_path: await unpack(packedEngine) });
  const store = new Store();
  store.load(await unpack(site.quads), { format: "application/n-quads", no_transaction: true, unchecked: true });
  return store;
}

function makeEditor() {
  Yasqe.defaults.autocompleters = [];
  Yasqe.defaults.prefixCcApi = null;
  const editor = new Yasqe(find("editor"), {
    autocompleters: [],
    createShareableLink: null,
    editorHeight: "22rem",
    persistenceId: null,
    prefixCcApi: null,
    resizeable: false,
    showQueryButton: false,
    extraKeys: {
      "Ctrl-Enter": run,
      "Cmd-Enter": run,
      "Ctrl-Space": complete,
      // The keyboard must be able to leave the field.
      Tab: false,
      "Shift-Tab": false,
    },
  });
  editor.getInputField().setAttribute("aria-label", "SPARQL");
  // What scrolls must be in reach of the keyboard.
  editor.getScrollerElement().tabIndex = 0;
  return editor;
}

function complete(codemirror) {
  const cursor = codemirror.getCursor();
  const line = codemirror.getLine(cursor.line).slice(0, cursor.ch);
  const begun = line.match(/[\w-]*:?[\w-]*$/)[0];
  const list = site.terms.filter((term) => begun && term.toLowerCase().includes(begun.toLowerCase()));
  if (!codemirror.showHint) return;
  codemirror.showHint({
    completeSingle: false,
    hint: () => ({ list: list.slice(0, 60), from: { line: cursor.line, ch: cursor.ch - begun.length }, to: cursor }),
  });
}

function show(term) {
  if (term === undefined) return document.createTextNode("");
  if (term.type === "uri") {
    const page = site.pages[term.value];
    const text = document.createElement(page ? "a" : "code");
    text.textContent = page ? page[1] : term.value;
    if (page) text.href = page[0];
    return text;
  }
  const text = document.createElement("bdi");
  text.textContent = term.value;
  return text;
}

function clear(table) {
  for (const part of [table.tHead, ...table.tBodies]) part?.remove();
}

function draw(columns, rows) {
  const table = find("answer");
  clear(table);
  const head = table.createTHead().insertRow();
  for (const column of columns) {
    const cell = document.createElement("th");
    cell.scope = "col";
    cell.textContent = column;
    head.append(cell);
  }
  const body = table.createTBody();
  for (const row of rows.slice(0, MOST)) {
    const line = body.insertRow();
    for (const term of row) line.insertCell().append(show(term));
  }
}

function guard(text) {
  const formula = /^'*[=+@-]/.test(text) && !/^-\d+(\.\d+)?$/.test(text);
  const plain = formula ? `'${text}` : text;
  return /[",\r\n]/.test(plain) ? `"${plain.replaceAll('"', '""')}"` : plain;
}

function offerCsv(columns, rows) {
  const lines = [columns, ...rows.map((row) => row.map((term) => (term ? term.value : "")))];
  const text = "\ufeff" + lines.map((line) => line.map(guard).join(",") + "\r\n").join("");
  const link = find("csv");
  URL.revokeObjectURL(link.href);
  link.href = URL.createObjectURL(new Blob([text], { type: "text/csv" }));
  link.hidden = false;
}

function plain(term) {
  return { type: term.termType === "NamedNode" ? "uri" : "literal", value: term.value };
}

function ask(sparql) {
  let text;
  try {
    text = store.query(sparql, { ...options, results_format: "json" });
  } catch {
    // A graph has no such form; a query that is wrong throws here again, and is told of.
    const quads = [...store.query(sparql, options)];
    const columns = ["subject", "predicate", "object"];
    return [columns, quads.map((quad) => columns.map((column) => plain(quad[column])))];
  }
  const found = JSON.parse(text);
  if ("boolean" in found) return [["?"], [[{ type: "literal", value: found.boolean ? "はい yes" : "いいえ no" }]]];
  const columns = found.head.vars;
  return [columns, found.results.bindings.map((row) => columns.map((column) => row[column]))];
}

function run() {
  const sparql = editor.getValue();
  find("csv").hidden = true;
  try {
    const began = performance.now();
    const [columns, rows] = ask(sparql);
    draw(columns, rows);
    offerCsv(columns, rows);
    const more = rows.length > MOST ? `（上位 ${MOST} 行を表示 / first ${MOST} shown）` : "";
    state.textContent = `${rows.length} 行 / rows, ${Math.round(performance.now() - began)} ms${more}`;
    state.dataset.rows = String(rows.length);
  } catch (error) {
    clear(find("answer"));
    state.textContent = `問い合わせに誤りがあります / The query is wrong: ${error.message ?? error}`;
    delete state.dataset.rows;
  }
}

function share() {
  history.replaceState(null, "", `#query=${encodeURIComponent(editor.getValue())}`);
  state.textContent = "この画面のアドレスが、この問い合わせへのリンクです / The address of this page now links to this query.";
}

function pick() {
  const sparql = site.questions[find("question").value];
  if (sparql === undefined) return;
  editor.setValue(sparql);
  run();
}

function begin() {
  const asked = new URLSearchParams(location.hash.slice(1));
  const name = asked.get("question");
  if (asked.has("query")) {
    editor.setValue(asked.get("query"));
    run();
  } else {
    if (name && site.questions[name] !== undefined) find("question").value = name;
    pick();
  }
}

let store;
let editor;
let options;
open().then((opened) => {
  store = opened;
  options = { default_graph: namedNode(site.current) };
  editor = makeEditor();
  for (const id of ["run", "share", "question"]) find(id).disabled = false;
  find("run").addEventListener("click", run);
  find("share").addEventListener("click", share);
  find("question").addEventListener("change", pick);
  window.addEventListener("hashchange", begin);
  begin();
}).catch((error) => {
  state.textContent = `このブラウザーでは問い合わせが動きません / Queries do not run in this browser: ${error.message ?? error}`;
});
