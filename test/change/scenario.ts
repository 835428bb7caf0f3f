import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, relative } from "node:path";
import { compare } from "../../dsl/change/compare.ts";
import { NO_DURATIONS } from "../../dsl/change/cost/last-run.ts";
import { type ChangeReport, jsonReport, reportOf } from "../../dsl/change/report.ts";
import { changeMarkdown } from "../../dsl/change/show/markdown.ts";
import type { TreeFiles } from "../../dsl/change/tree/files.ts";
import { openTree } from "../../dsl/change/tree/tree.ts";
import { changeText } from "../../dsl/cli/change-text.ts";
import { readBreaks } from "../../dsl/compiler/breaks-file.ts";
import { compile } from "../../dsl/compiler/compile.ts";
import { sha256 } from "../../dsl/compiler/manifest.ts";
import { textOf } from "../../dsl/source/regular-file.ts";

const SCENARIOS = join(import.meta.dirname, "scenarios");

/** The generated files of both sides, path to text. */
export interface Trees {
  readonly base: Readonly<Record<string, string>>;
  readonly head: Readonly<Record<string, string>>;
}

/** What comes out of a scenario, by file name. */
export type Texts = Readonly<Record<string, string>>;

export const scenarioNames = (): readonly string[] =>
  readdirSync(SCENARIOS, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => name)
    .sort();

/** Compiles both sides. Must run where TypeScript runs as it is. */
export async function treesOf(scenario: string): Promise<Trees> {
  const cache = mkdtempSync(join(tmpdir(), "sluice-change-"));
  try {
    return { base: await filesOf(scenario, "base", cache), head: await filesOf(scenario, "head", cache) };
  } finally {
    rmSync(cache, { recursive: true, force: true });
  }
}

async function filesOf(scenario: string, side: "base" | "head", cache: string): Promise<Readonly<Record<string, string>>> {
  const transforms = join(SCENARIOS, scenario, side);
  if (!readdirSync(transforms).some((name) => name.endsWith(".ts"))) return {};
  const { files, diagnostics } = await compile({ transforms, cache, cwd: SCENARIOS });
  if (files.size === 0) throw new Error(`${scenario}/${side} does not compile: ${JSON.stringify(diagnostics)}`);
  return withOverlay(Object.fromEntries(files), join(transforms, "generated"));
}

/** Files that stand in for generated ones, such as those of another version of the runtime; the manifest names them. */
function withOverlay(files: Readonly<Record<string, string>>, folder: string): Readonly<Record<string, string>> {
  if (!existsSync(folder)) return files;
  const overlay = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .map((path) => [relative(folder, path), readFileSync(path, "utf8")] as const);
  const manifest = JSON.parse(files["manifest.json"] ?? "");
  for (const [path, text] of overlay) manifest.files[path] = sha256(text);
  return { ...files, ...Object.fromEntries(overlay), "manifest.json": JSON.stringify(manifest) };
}

export const treeFiles = (name: string, files: Readonly<Record<string, string>>): TreeFiles => ({
  name,
  read: (paths) => new Map(paths.flatMap((path) => (files[path] === undefined ? [] : [[path, files[path]]]))),
});

/** The report on two trees, without acknowledgements. */
export function reportOn({ base, head }: Trees, scenario?: string): ChangeReport {
  const file = "breaks.json";
  const acknowledged = (side: string) =>
    readBreaks(file, scenario === undefined ? undefined : textOf(join(SCENARIOS, scenario, side, file)));
  return reportOf(compare(openTree(treeFiles("base", base)), openTree(treeFiles("head", head))), {
    acknowledged: { now: acknowledged("head"), before: acknowledged("base") },
    glue: "6.0",
    last: NO_DURATIONS,
  });
}

const FILE = "transforms/breaks.json";

/** What the three consumers make of a scenario. */
export function textsOf(scenario: string, trees: Trees): Texts {
  const report = reportOn(trees, scenario);
  return {
    "plan.txt": `${changeText(report, { colour: false, width: 80, file: FILE })}\n`,
    "plan.md": changeMarkdown(report, { file: FILE }),
    "plan.json": `${JSON.stringify(jsonReport(report), undefined, 2)}\n`,
  };
}

const NAMES = ["plan.txt", "plan.md", "plan.json"] as const;

/** What stands beside the sides. */
export const expectedOf = (scenario: string): Texts =>
  Object.fromEntries(
    NAMES.map((name) => join(SCENARIOS, scenario, name))
      .filter((path) => existsSync(path))
      .map((path) => [relative(join(SCENARIOS, scenario), path), readFileSync(path, "utf8")]),
  );

export function replaceExpected(scenario: string, texts: Texts): void {
  mkdirSync(join(SCENARIOS, scenario), { recursive: true });
  for (const [name, text] of Object.entries(texts)) writeFileSync(join(SCENARIOS, scenario, name), text);
}
