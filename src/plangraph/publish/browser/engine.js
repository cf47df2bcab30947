// The engine, in a worker of its own, so that a long query leaves the page alive and can be stopped.
import init, { Store, namedNode } from "oxigraph/web.js";
import packedEngine from "engine-bytes";

async function unpack(base64) {
  const bytes = Uint8Array.from(atob(base64), (sign) => sign.charCodeAt(0));
  const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip"));
  return new Uint8Array(await new Response(stream).arrayBuffer());
}

let store;
let options;

async function open({ quads, current }) {
  await init({ module_or_path: await unpack(packedEngine) });
  store = new Store();
  store.load(await unpack(quads), { format: "application/n-quads", no_transaction: true, unchecked: true });
  options = { default_graph: namedNode(current) };
  return {};
}

function plain(term) {
  return { type: term.termType === "NamedNode" ? "uri" : "literal", value: term.value };
}

function ask({ sparql }) {
  let text;
  try {
    text = store.query(sparql, { ...options, results_format: "json" });
  } catch {
    // A graph has no such form; a query that is wrong throws here again, and is told of.
    const quads = [...store.query(sparql, options)];
    const columns = ["subject", "predicate", "object"];
    return { columns, rows: quads.map((quad) => columns.map((column) => plain(quad[column]))) };
  }
  const found = JSON.parse(text);
  if ("boolean" in found) {
    return { columns: ["?"], rows: [[{ type: "literal", value: found.boolean ? "はい yes" : "いいえ no" }]] };
  }
  const columns = found.head.vars;
  return { columns, rows: found.results.bindings.map((row) => columns.map((column) => row[column])) };
}

self.onmessage = async ({ data }) => {
  try {
    self.postMessage(data.quads ? await open(data) : ask(data));
  } catch (error) {
    self.postMessage({ error: String(error.message ?? error) });
  }
};
