import { existsSync, readFileSync } from "node:fs";
import { basename, isAbsolute, relative } from "node:path";
import { fileURLToPath } from "node:url";
import { inspect } from "node:util";
import type { Problem, Span } from "../diagnostics/diagnostic.ts";
import { nearest } from "../diagnostics/nearest.ts";
import { placeOf } from "../diagnostics/site.ts";
import { relativeSpecifier } from "../source/specifier.ts";
import { methodMeant } from "./method-meant.ts";
import { type ImportGraph, importCycle } from "./module-hooks.ts";

/** What stopped a file, in the author's words. */
export async function problemOfFailure(failure: unknown, file: string, root: string, graph: ImportGraph): Promise<Problem> {
  if (!(failure instanceof Error)) {
    const message = typeof failure === "string" ? failure : inspect(failure);
    return { code: "transform-threw", parameters: { message }, site: startOf(file) };
  }
  const place = placeOf(failure, root);
  const site = place === undefined ? startOf(file) : failure;
  const code = "code" in failure ? String(failure.code) : "";
  const uninitialised = /^Cannot access '(.+)' before initialization$/.exec(failure.message)?.[1];
  if (failure instanceof ReferenceError && uninitialised !== undefined && place !== undefined) {
    const { declarationCycle } = await import("../source/declaration-cycle.ts");
    const names = declarationCycle(place, uninitialised);
    if (names !== undefined) return { code: "table-cycle", parameters: { path: names }, site };
    const cycle = importCycle(graph, place.file)?.map((path) => relative(root, path));
    return cycle === undefined
      ? { code: "used-before-declared", parameters: { name: uninitialised }, site }
      : { code: "import-cycle", parameters: { path: cycle, name: uninitialised }, site };
  }
  if (code === "ERR_MODULE_NOT_FOUND") {
    if (!existsSync(file))
      return { code: "cannot-read", parameters: { path: relative(process.cwd(), file), reason: "its symbolic link leads nowhere" } };
    const specifier = /Cannot find (?:module|package) '([^']+)'/.exec(failure.message)?.[1] ?? failure.message;
    const importer = /imported from (\S.*?)(?:\?sluice=\d+)?$/m.exec(failure.message)?.[1];
    const shown = specifier.startsWith("/") ? relative(root, specifier) : specifier;
    const from = importer === undefined ? file : pathOf(importer);
    return {
      code: "module-not-found",
      parameters: { specifier: shown, instead: withEnding(from, specifier) },
      site: importIn(from, specifier),
    };
  }
  const undeclared = /^(\S+) is not defined$/.exec(failure.message)?.[1];
  if (failure instanceof ReferenceError && undeclared !== undefined && place !== undefined) {
    const { exportersOf, namesOf } = await import("../source/exporters.ts");
    const [from, ...others] = exportersOf(undeclared, place.file, root);
    if (from !== undefined && others.length === 0) return { code: "not-imported", parameters: { name: undeclared, from }, site };
    const near = nearest(undeclared, namesOf(place.file));
    const instead = near === undefined ? "declare it, or import it from the file that exports it" : `did you mean \`${near}\`?`;
    return { code: "transform-threw", parameters: { message: failure.message, instead }, site };
  }
  if (failure instanceof SyntaxError || code.includes("TYPESCRIPT_SYNTAX")) return syntaxProblem(failure, file, root);
  const meant = failure instanceof TypeError ? methodMeant(failure.message) : undefined;
  return { code: "transform-threw", parameters: { message: failure.message || failure.name, ...meant }, site };
}

async function syntaxProblem(failure: Error, file: string, root: string): Promise<Problem> {
  const [where, ...rest] = (failure.stack ?? "").split("\n");
  const at = /^(file:.+?)(?:\?sluice=\d+)?:(\d+)$/.exec(where ?? "") ?? /^(\/.+?)(?:\?sluice=\d+)?:(\d+)$/.exec(where ?? "");
  const message = failure.message.split("\n")[0] ?? failure.message;
  const missing = /^The requested module '(.+?)' does not provide an export named '(.+)'$/.exec(message);
  const caret = rest.find((line) => /^\s*\^+\s*$/.test(line));
  const column = caret === undefined ? 1 : caret.indexOf("^") + 1;
  const site = at === null ? startOf(file) : spanAt(pathOf(at[1] ?? file), Number(at[2]), column);
  if (missing !== null) {
    const [, from = "", name = ""] = missing;
    const { exportsOf } = await import("../source/exporters.ts");
    const whole = { ...site, endColumn: site.column + name.length };
    return { code: "missing-export", parameters: { from, name, existing: exportsOf(from, site.file) }, site: whole };
  }
  const text = message.replace(/^ *x? */, "").replaceAll(root, "transforms");
  return { code: "syntax-error", parameters: { message: text }, site };
}

/** The path with the ending that a file there has, as it is written in `importer`. */
function withEnding(importer: string, path: string): string | undefined {
  const found = [`${path}.ts`, path.replace(/\.js$/, ".ts"), `${path}/index.ts`].find(
    (candidate) => isAbsolute(candidate) && existsSync(candidate),
  );
  return found === undefined ? undefined : relativeSpecifier(importer, found);
}

const pathOf = (location: string): string =>
  location.startsWith("file:") ? fileURLToPath(location.replace(/\?.*$/, "")) : location.replace(/\?sluice=\d+$/, "");

const spanAt = (file: string, line: number, column: number): Span => ({ file, line, column, endLine: line, endColumn: column + 1 });
/** Where the file imports what cannot be found: the first quoted text that ends as the specifier does. */
function importIn(file: string, specifier: string): Span {
  const wanted = basename(specifier);
  for (const [i, line] of readFileSync(file, "utf8").split("\n").entries()) {
    const found = [...line.matchAll(/(["'])([^"']+)\1/g)].find(([, , text]) => text === specifier || basename(text ?? "") === wanted);
    if (found !== undefined)
      return { file, line: i + 1, column: found.index + 1, endLine: i + 1, endColumn: found.index + 1 + found[0].length };
  }
  return startOf(file);
}

const startOf = (file: string): Span => spanAt(file, 1, 1);
