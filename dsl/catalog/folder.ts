import { createHash } from "node:crypto";
import { readdirSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { replaceFiles } from "../compiler/replace-files.ts";
import { refuse } from "../diagnostics/diagnostic.ts";
import { visibleJson } from "../diagnostics/visible.ts";
import type { Catalog } from "./catalog.ts";
import { chunksOf } from "./chunks.ts";
import { packageFile, pageScript } from "./script.ts";

const CATALOG = "catalog.json";

/** In this order: what comes later wins. */
const STYLES = [
  "base",
  "shared",
  "frame",
  "search",
  "small",
  "table",
  "graph",
  "trail",
  "parts",
  "claims",
  "run",
  "code",
  "privacy",
  "help",
  "narrow",
  "print",
];

/**
 * Makes the folder the catalog: `index.html` and what it needs, and `catalog.json`. Files of a catalog before that this
 * one does not have are removed. Refuses a folder with other files and no catalog (`not-generated`), `cannot-read`, and
 * `cannot-write`: then no file has changed.
 */
export function writeCatalog(folder: string, catalog: Catalog): { readonly files: number } {
  const before = filesBelow(folder);
  const [stranger] = before;
  if (stranger !== undefined && !before.includes(CATALOG)) refuse("not-generated", { folder, file: stranger });
  const files = catalogFiles(catalog);
  replaceFiles(new Map([...files].map(([path, content]) => [join(folder, path), content])));
  for (const path of before) if (/^data\/.*\.js$/.test(path) && !files.has(path)) rmSync(join(folder, path), { force: true });
  return { files: files.size };
}

/** Every file of the catalog by its path below the folder. The same catalog gives the same bytes anywhere. */
function catalogFiles(catalog: Catalog): ReadonlyMap<string, string | Uint8Array> {
  const json = `${visibleJson(JSON.stringify(catalog, undefined, 1))}\n`;
  const fixed = new Map<string, string | Uint8Array>([
    ["page.js", pageScript()],
    ["style.css", STYLES.map((name) => readFileSync(pageFile(`styles/${name}.css`), "utf8")).join("\n")],
    ["theme.js", readFileSync(pageFile("theme.js"), "utf8")],
    ["licenses.txt", licenses()],
    ["fonts/inter.woff2", readFileSync(packageFile("@fontsource-variable/inter", "files/inter-latin-wght-normal.woff2"))],
    [
      "fonts/jetbrains-mono.woff2",
      readFileSync(packageFile("@fontsource-variable/jetbrains-mono", "files/jetbrains-mono-latin-wght-normal.woff2")),
    ],
  ]);
  const hash = createHash("sha256").update(json);
  for (const content of fixed.values()) hash.update(content);
  // A browser that has kept a file of the catalog before does not take it for one of this.
  const html = readFileSync(pageFile("index.html"), "utf8").replaceAll("VERSION", hash.digest("hex").slice(0, 12));
  return new Map<string, string | Uint8Array>([
    ...[...chunksOf(catalog)].map(([path, text]) => [`data/${path}`, text] as const),
    ...fixed,
    ["index.html", html],
    [CATALOG, json],
  ]);
}

/** What the authors of the libraries and fonts ask to be passed on with them. */
const licenses = (): string =>
  ["preact", "@dagrejs/dagre", "@dagrejs/graphlib", "highlight.js", "@fontsource-variable/inter", "@fontsource-variable/jetbrains-mono"]
    .map((name) => `${name}\n\n${readFileSync(packageFile(name, "LICENSE"), "utf8").trim()}\n`)
    .join(`\n${"-".repeat(80)}\n\n`);

const pageFile = (name: string): URL => new URL(`page/${name}`, import.meta.url);

function filesBelow(folder: string): readonly string[] {
  try {
    return readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter((entry) => !entry.isDirectory() && !entry.name.startsWith("."))
      .map((entry) => join(entry.parentPath, entry.name).slice(join(folder, "/").length))
      .sort();
  } catch (failure) {
    const { code, message } = failure as NodeJS.ErrnoException;
    if (code === "ENOENT") return [];
    return refuse("cannot-read", { path: folder, reason: code === "ENOTDIR" ? "it, or a folder above it, is a file" : message });
  }
}
