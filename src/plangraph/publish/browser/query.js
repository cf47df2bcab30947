// The page on which SPARQL is asked, of the data in the folder.
import Yasqe from "@zazuko/yasqe/build/yasqe.esm.js";
import "@zazuko/yasqe/build/yasqe.min.css";
import "./editor.css";
import engineScript from "engine-script";
import { complete } from "./complete.js";

const MOST = 1000;
const SECONDS = 60;
const site = window.PLANGRAPH_DATASET;
const find = (id) => document.getElementById(id);
const state = find("state");
const stop = find("stop");

let editor;
let engine;
let settle;
let busy = "";
let again = false;

function tell(ja, en) {
  const english = document.createElement("span");
  english.lang = "en";
  english.textContent = en;
  state.replaceChildren(`${ja} `, english);
}

// Sends a message to the engine and gives its answer; one at a time.
function send(message) {
  return new Promise((resolve, reject) => {
    settle = { resolve, reject };
    engine.postMessage(message);
  });
}

function open() {
  const place = URL.createObjectURL(new Blob([engineScript], { type: "text/javascript" }));
  engine = new Worker(place);
  URL.revokeObjectURL(place);
  engine.onmessage = ({ data }) => (data.error === undefined ? settle.resolve(data) : settle.reject(data.error));
  engine.onerror = (event) => settle.reject(event.message || "worker");
  return send({ quads: site.quads, current: site.current });
}

function makeEditor() {
  Yasqe.defaults.autocompleters = [];
  Yasqe.defaults.prefixCcApi = null;
  const made = new Yasqe(find("editor"), {
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
      "Ctrl-Space": (codemirror) => complete(codemirror, site),
      // The keyboard must be able to leave the field.
      Tab: false,
      "Shift-Tab": false,
    },
  });
  made.getInputField().setAttribute("aria-label", "SPARQL");
  // What scrolls must be in reach of the keyboard.
  made.getScrollerElement().tabIndex = 0;
  return made;
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

function clear() {
  const table = find("answer");
  for (const part of [table.tHead, ...table.tBodies]) part?.remove();
  find("csv").hidden = true;
  delete state.dataset.rows;
}

function draw(columns, rows) {
  const table = find("answer");
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

// While a query runs it can be stopped; who asks again meanwhile means the newer query.
function occupy(kind) {
  busy = kind;
  stop.disabled = busy !== "running";
  find("answer").setAttribute("aria-busy", String(busy !== ""));
  if (busy || !again) return;
  again = false;
  run();
}

// The engine hears nothing while it works; it is ended, and another one begun.
function interrupt(ja, en) {
  engine.terminate();
  settle.reject(null);
  tell(ja, en);
  occupy("opening");
  open().then(() => occupy(""), fail);
}

async function run() {
  if (busy) {
    again = true;
    if (busy === "running") interrupt("読み直しています", "Beginning again");
    return;
  }
  clear();
  occupy("running");
  tell("実行しています", "Running");
  const began = performance.now();
  const spent = () => Math.round(performance.now() - began);
  const timer = setTimeout(() => interrupt(`${SECONDS} 秒で打ち切りました`, `Stopped after ${SECONDS} seconds`), SECONDS * 1000);
  try {
    const { columns, rows } = await send({ sparql: editor.getValue() });
    draw(columns, rows);
    offerCsv(columns, rows);
    const more = rows.length > MOST;
    tell(
      `${rows.length} 行、${spent()} ミリ秒${more ? `（上位 ${MOST} 行を表示、CSV には全行）` : ""}`,
      `${rows.length} ${rows.length === 1 ? "row" : "rows"}, ${spent()} ms${more ? ` (first ${MOST} shown, all in the CSV)` : ""}`,
    );
    state.dataset.rows = String(rows.length);
    occupy("");
  } catch (error) {
    if (error === null) return;
    tell(`SPARQL の文に誤りがあります: ${error}`, "The query is wrong");
    occupy("");
  } finally {
    clearTimeout(timer);
  }
}

function share() {
  history.replaceState(null, "", `#query=${encodeURIComponent(editor.getValue())}`);
  tell("この画面のアドレスで、この SPARQL の文が開きます", "The address of this page now links to this query");
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

function fail(error) {
  tell(`このブラウザーでは SPARQL を実行できません: ${error}`, "Queries do not run in this browser");
}

try {
  editor = makeEditor();
  open().then(() => {
    for (const id of ["run", "share", "question"]) find(id).disabled = false;
    find("run").addEventListener("click", run);
    find("share").addEventListener("click", share);
    find("question").addEventListener("change", pick);
    stop.addEventListener("click", () => interrupt("止めました", "Stopped"));
    window.addEventListener("hashchange", begin);
    begin();
  }, fail);
} catch (error) {
  fail(error.message ?? error);
}
