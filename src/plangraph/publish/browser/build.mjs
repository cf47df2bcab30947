// Bundles the query page's script: the editor, the engine and the engine's WebAssembly in one file,
// since a page that was opened as a file may not fetch anything.
import { build } from "esbuild";
import { mkdir, readFile, readdir, writeFile } from "node:fs/promises";
import { gzipSync } from "node:zlib";

const inline = {
  name: "inline-webassembly",
  setup(builder) {
    builder.onResolve({ filter: /^engine-bytes$/ }, () => ({ path: "engine-bytes", namespace: "bytes" }));
    builder.onLoad({ filter: /.*/, namespace: "bytes" }, async () => {
      const bytes = await readFile("node_modules/oxigraph/web_bg.wasm");
      const packed = gzipSync(bytes, { level: 9 }).toString("base64");
      return { contents: `export default ${JSON.stringify(packed)};`, loader: "js" };
    });
  },
};

const result = await build({
  entryPoints: { query: "query.js" },
  bundle: true,
  minify: true,
  metafile: true,
  format: "iife",
  target: ["chrome103", "firefox115", "safari16.4"],
  legalComments: "none",
  logLevel: "error",
  define: { "import.meta.url": '"about:blank"' },
  outdir: "built",
  plugins: [inline],
});

const bundled = new Set(["oxigraph"]);
for (const path of Object.keys(result.metafile.inputs)) {
  const found = path.match(/node_modules\/((?:@[^/]+\/)?[^/]+)/);
  if (found) bundled.add(found[1]);
}
// The editor is published as one file that holds these already.
const inside = JSON.parse(await readFile("node_modules/@zazuko/yasqe/package.json", "utf8")).dependencies;
for (const name of Object.keys(inside ?? {})) bundled.add(name);

const parts = [];
for (const name of [...bundled].sort()) {
  const folder = `node_modules/${name}`;
  const about = JSON.parse(await readFile(`${folder}/package.json`, "utf8"));
  const file = (await readdir(folder)).find((entry) => /^licen[cs]e/i.test(entry));
  const text = file ? await readFile(`${folder}/${file}`, "utf8") : "(no text of the licence comes with the package)";
  parts.push(`${name} ${about.version}: ${about.license}\n\n${text.trim()}\n`);
}
await mkdir("built", { recursive: true });
await writeFile("built/licences.txt", parts.join("\n----\n\n"));
