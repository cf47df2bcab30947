// Bundles the scripts of the living picture and of the query page: the editor, and as text in it the script of the worker with the
// engine and the engine's WebAssembly, since a page that was opened as a file may not fetch anything.
import { build } from "esbuild";
import { copyFile, mkdir, readFile, readdir, writeFile } from "node:fs/promises";
import { gzipSync } from "node:zlib";

const settings = {
  bundle: true,
  minify: true,
  metafile: true,
  format: "iife",
  target: ["chrome103", "firefox115", "safari16.4"],
  legalComments: "none",
  logLevel: "error",
  define: { "import.meta.url": '"about:blank"' },
};

function inline(name, make) {
  return {
    name,
    setup(builder) {
      builder.onResolve({ filter: new RegExp(`^${name}$`) }, () => ({ path: name, namespace: name }));
      builder.onLoad({ filter: /.*/, namespace: name }, async () => ({
        contents: `export default ${JSON.stringify(await make())};`,
        loader: "js",
      }));
    },
  };
}

const engineBytes = inline("engine-bytes", async () => {
  const bytes = await readFile("node_modules/oxigraph/web_bg.wasm");
  return gzipSync(bytes, { level: 9 }).toString("base64");
});
const engine = await build({ ...settings, entryPoints: ["engine.js"], write: false, plugins: [engineBytes] });
const page = await build({
  ...settings,
  entryPoints: { query: "query.js", picture: "picture.js" },
  outdir: "built",
  plugins: [inline("engine-script", () => engine.outputFiles[0].text)],
});

const bundled = new Set();
async function add(name) {
  if (bundled.has(name)) return;
  bundled.add(name);
  // The editor is published as one file that holds already what it needs.
  const about = JSON.parse(await readFile(`node_modules/${name}/package.json`, "utf8"));
  for (const needed of Object.keys(about.dependencies ?? {})) {
    if (!needed.startsWith("@types/")) await add(needed);
  }
}
for (const path of Object.keys({ ...engine.metafile.inputs, ...page.metafile.inputs })) {
  const found = path.match(/node_modules\/((?:@[^/]+\/)?[^/]+)/);
  if (found) await add(found[1]);
}

// These come without the text of their licence, which therefore stands beside.
const texts = { "@zazuko/yasgui-utils": "yasgui", "@zazuko/yasqe": "yasgui", oxigraph: "oxigraph" };
const parts = [];
for (const name of [...bundled].sort()) {
  const folder = `node_modules/${name}`;
  const about = JSON.parse(await readFile(`${folder}/package.json`, "utf8"));
  const file = (await readdir(folder)).find((entry) => /^licen[cs]e/i.test(entry));
  const text = await readFile(file ? `${folder}/${file}` : `licences/${texts[name]}.txt`, "utf8");
  parts.push(`${name} ${about.version}: ${about.license}\n\n${text.trim()}\n`);
}
await mkdir("built", { recursive: true });
await writeFile("built/licences.txt", parts.join("\n----\n\n"));

// Not part of the package: what the tests judge the pages with.
await mkdir("proving", { recursive: true });
await copyFile("node_modules/axe-core/axe.min.js", "proving/axe.min.js");
