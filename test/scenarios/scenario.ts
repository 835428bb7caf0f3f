import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import { tableText } from "../../dsl/cli/explain-text.ts";
import type { Compilation } from "../../dsl/compiler/compile.ts";
import { tableSummary } from "../../dsl/compiler/explain.ts";
import { renderDiagnostics } from "../../dsl/diagnostics/render.ts";
import { sourcesOf } from "../../dsl/diagnostics/sources.ts";

const here = import.meta.dirname;

/** The text of each file of a scenario, by its path below the scenario's folder. */
export type Texts = Readonly<Record<string, string>>;

export const folderOf = (scenario: string): string => join(here, scenario);

export const scenarioNames = (): readonly string[] =>
  readdirSync(here, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => name)
    .sort();

/** Every job and DDL is shown. Of some scenarios more is. */
const SHOWN = /\/(job\.py|table\.sql)$/;
const ALSO_SHOWN: Readonly<Record<string, RegExp>> = {
  declarations: /^zones\.json$|\/plan\.json$/,
  formats: /\/table\.json$/,
  partitions: /\/table\.json$|\/as_parquet\/plan\.json$/,
  native: /^privacy\.md$/,
  pseudonyms: /^curated\/.*\/plan\.json$/,
  hashing: /^trusted\/.*\/plan\.json$/,
};

/** What comes out of a scenario's transforms, as it stands beside them. */
export function textsOf(scenario: string, { plan, files, diagnostics }: Compilation): Texts {
  const also = ALSO_SHOWN[scenario];
  const shown = [...files].filter(([path]) => SHOWN.test(path) || also?.test(path));
  const messages = renderDiagnostics(diagnostics, sourcesOf(diagnostics, folderOf(scenario)), { colour: false, width: 100 });
  const explained = plan?.tables.map((table) => `${tableText(tableSummary(plan, table))}\n`).join("\n") ?? "";
  return {
    ...Object.fromEntries(shown.map(([path, text]) => [`generated/${path}`, text])),
    ...(messages === "" ? {} : { "diagnostics.txt": `${messages}\n` }),
    ...(explained === "" ? {} : { "explain.txt": explained }),
  };
}

const isExpected = (path: string): boolean => path === "diagnostics.txt" || path === "explain.txt" || path.startsWith("generated/");

/** What stands beside the transforms. */
export function expectedOf(scenario: string): Texts {
  const folder = folderOf(scenario);
  const paths = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)).replaceAll("\\", "/"))
    .filter(isExpected);
  return Object.fromEntries(paths.map((path) => [path, readFileSync(join(folder, path), "utf8")]));
}

export function replaceExpected(scenario: string, texts: Texts): void {
  const folder = folderOf(scenario);
  for (const path of ["generated", "diagnostics.txt", "explain.txt"]) {
    if (existsSync(join(folder, path))) rmSync(join(folder, path), { recursive: true });
  }
  for (const [path, text] of Object.entries(texts)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
}
