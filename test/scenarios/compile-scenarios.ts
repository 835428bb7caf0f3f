import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { type Compilation, compile } from "../../dsl/compiler/compile.ts";
import type { Diagnostic } from "../../dsl/diagnostics/diagnostic.ts";
import { toSteps } from "../../dsl/operations/steps.ts";
import type { Column } from "../../dsl/schema/column-type.ts";
import { folderOf, scenarioNames, type Texts, textsOf } from "./scenario.ts";

export interface Outcome {
  readonly scenario: string;
  readonly texts: Texts;
  /** What its plans are made of: operations, kinds of expressions, functions and aggregates. */
  readonly used: readonly string[];
  readonly codes: readonly string[];
  readonly diagnostics: readonly Diagnostic[];
  /** Of each table. */
  readonly columns: Readonly<Record<string, readonly Column[]>>;
  /** The stack of what the compiler threw; then there is nothing else. */
  readonly failure?: string;
}

/** Compiles scenarios one after the other in this process, which only fits transforms that end and leave the process alone. */
export async function* compileScenarios(names: readonly string[] = scenarioNames()): AsyncGenerator<Outcome> {
  const cache = mkdtempSync(join(tmpdir(), "sluice-scenarios-"));
  try {
    for (const scenario of names) yield await outcomeOf(scenario, cache);
  } finally {
    rmSync(cache, { recursive: true, force: true });
  }
}

async function outcomeOf(scenario: string, cache: string): Promise<Outcome> {
  const folder = folderOf(scenario);
  try {
    const compilation = await compile({ transforms: join(folder, "transforms"), cache, cwd: folder });
    const codes = compilation.diagnostics.map(({ code }) => code);
    const columns = Object.fromEntries(compilation.plan?.tables.map((table) => [table.name, table.columns]) ?? []);
    return { scenario, texts: textsOf(scenario, compilation), used: partsUsed(compilation), codes, diagnostics: compilation.diagnostics, columns };
  } catch (failure) {
    const stack = failure instanceof Error ? String(failure.stack) : String(failure);
    return { scenario, texts: {}, used: [], codes: [], diagnostics: [], columns: {}, failure: stack };
  }
}

/** Of the plans as they were written, and of the plan.json files, which the rewrites made of them. */
function partsUsed({ plan, files }: Compilation): readonly string[] {
  const used = new Set<string>();
  const visit = (value: unknown): void => {
    if (typeof value !== "object" || value === null) return;
    const { op, function: name } = value as { readonly op?: unknown; readonly function?: unknown };
    for (const part of [op, name]) if (typeof part === "string") used.add(part);
    Object.values(value).forEach(visit);
  };
  for (const table of plan?.tables ?? []) visit(toSteps(table.relation));
  for (const [path, text] of files) if (path.endsWith("/plan.json")) visit(JSON.parse(text));
  return [...used].sort();
}

/** As a program: one line of JSON for each scenario. */
if (process.argv[1] !== undefined && import.meta.url === pathToFileURL(process.argv[1]).href) {
  for await (const outcome of compileScenarios()) process.stdout.write(`${JSON.stringify(outcome)}\n`);
}
