import { existsSync, readFileSync } from "node:fs";
import { findPackageJSON } from "node:module";
import { dirname, join, relative } from "node:path";
import { fileURLToPath } from "node:url";
import { ts } from "ts-morph";

const PAGE = fileURLToPath(new URL("page/", import.meta.url));

/** The libraries of the page, as the packages have them. */
const LIBRARIES: Readonly<Record<string, readonly [name: string, file: string]>> = {
  preact: ["preact", "dist/preact.mjs"],
  "preact/hooks": ["preact", "hooks/dist/hooks.mjs"],
  "@dagrejs/dagre": ["@dagrejs/dagre", "dist/dagre.esm.js"],
  "highlight.js/lib/core": ["highlight.js", "lib/core.js"],
  "highlight.js/lib/languages/typescript": ["highlight.js", "lib/languages/typescript.js"],
  "highlight.js/lib/languages/python": ["highlight.js", "lib/languages/python.js"],
  "highlight.js/lib/languages/sql": ["highlight.js", "lib/languages/sql.js"],
};

/**
 * The program of the page as one classic script, because a page opened as a file can load no modules: each module is a
 * function, as Node wraps CommonJS, and `main.ts` is required at the end. TypeScript itself removes the types and turns
 * `import` into `require`.
 */
export function pageScript(): string {
  const modules = new Map<string, string>();
  const ahead = [join(PAGE, "main.ts")];
  for (let file = ahead.pop(); file !== undefined; file = ahead.pop()) {
    if (modules.has(file)) continue;
    const { text, requires } = commonJs(file);
    modules.set(
      file,
      `${JSON.stringify(idOf(file))}: { requires: ${JSON.stringify(idsOf(requires))}, run(module, exports, require) {\n${text}\n} },\n`,
    );
    ahead.push(...requires.values());
  }
  const sorted = [...modules].sort(([a], [b]) => (idOf(a) < idOf(b) ? -1 : 1)).map(([, text]) => text);
  return `"use strict";\n(() => {\nconst modules = {\n${sorted.join("")}};\n${REQUIRE}\nload("main.ts");\n})();\n`;
}

const REQUIRE = `const loaded = new Map();
function load(id) {
  let module = loaded.get(id);
  if (module === undefined) {
    module = { exports: {} };
    loaded.set(id, module);
    const { requires, run } = modules[id];
    run(module, module.exports, (specifier) => load(requires[specifier]));
  }
  return module.exports;
}`;

/** A module as CommonJS, with the files of what it requires. */
function commonJs(file: string): { readonly text: string; readonly requires: ReadonlyMap<string, string> } {
  // The ending of a package's file says nothing of what it becomes.
  const fileName = file.endsWith(".ts") ? file : "library.js";
  const text = ts.transpileModule(readFileSync(file, "utf8"), { compilerOptions: COMMON_JS, fileName }).outputText;
  const specifiers = ts.preProcessFile(text, true, true).importedFiles.map(({ fileName: specifier }) => specifier);
  return { text, requires: new Map(specifiers.map((specifier) => [specifier, fileOf(specifier, file)])) };
}

const COMMON_JS: ts.CompilerOptions = {
  module: ts.ModuleKind.CommonJS,
  target: ts.ScriptTarget.ES2022,
  allowJs: true,
  esModuleInterop: true,
  removeComments: true,
};

function fileOf(specifier: string, from: string): string {
  if (specifier.startsWith(".")) return join(dirname(from), specifier);
  const [name, file] = LIBRARIES[specifier] ?? [];
  if (name === undefined || file === undefined)
    throw new Error(`${relative(PAGE, from)} needs ${specifier}, which is no library of the page`);
  return packageFile(name, file);
}

/** A file of an installed package. Throws when it is not there. */
export function packageFile(name: string, file: string): string {
  const found = findPackageJSON(name, import.meta.url);
  const path = found === undefined ? undefined : join(dirname(found), file);
  if (path === undefined || !existsSync(path)) throw new Error(`${file} of the package ${name} is not installed: run \`npm ci\``);
  return path;
}

/** Modules are named as below `page/`, those of packages as in them: no path of the machine stands in the script. */
const idOf = (file: string): string => {
  const inPage = relative(PAGE, file);
  return inPage.startsWith("..") ? file.slice(file.lastIndexOf("node_modules/") + "node_modules/".length) : inPage;
};

const idsOf = (requires: ReadonlyMap<string, string>): Readonly<Record<string, string>> =>
  Object.fromEntries([...requires].map(([specifier, file]) => [specifier, idOf(file)]));
