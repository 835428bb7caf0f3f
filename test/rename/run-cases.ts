import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { compile } from "../../dsl/compiler/compile.ts";
import { replaceFiles } from "../../dsl/compiler/replace-files.ts";
import { wordsOf } from "../../dsl/diagnostics/codes.ts";
import { Refusal } from "../../dsl/diagnostics/diagnostic.ts";
import { renameColumn } from "../../dsl/rename/rename-column.ts";
import { RENAME_CASES } from "./cases.ts";

/** What came of a case: the lines that changed, by file, or the words of the refusal; and what the compiler says then. */
export interface CaseOutcome {
  readonly after?: Readonly<Record<string, readonly string[]>>;
  readonly refused?: string;
  readonly diagnostics: readonly string[];
}

/** As a program: makes the cases in the folder that it is given, and prints one line of JSON for each. */
const [, , folder = ""] = process.argv;
for (const [i, { files, rename }] of RENAME_CASES.entries()) {
  const transforms = join(folder, String(i), "transforms");
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(transforms, path)), { recursive: true });
    writeFileSync(join(transforms, path), text);
  }
  process.stdout.write(`${JSON.stringify(await outcomeOf(transforms, rename))}\n`);
}

async function outcomeOf(transforms: string, rename: string): Promise<CaseOutcome> {
  const [column = "", to = "", ...flags] = rename.split(" ");
  const [table = "", name = ""] = column.split(".");
  const compiled = async (): Promise<readonly string[]> => {
    const { diagnostics } = await compile({ transforms, cache: join(folder, "cache"), cwd: folder });
    return diagnostics.filter(({ severity }) => severity === "error").map(({ message }) => message);
  };
  const before = await compiled();
  if (before.length > 0) return { diagnostics: before };
  try {
    const { files } = await renameColumn({ transforms, table, column: name, to, alsoInFiles: flags.includes("--also-in-files") });
    replaceFiles(new Map([...files].map(([file, texts]) => [file, texts.after])));
    const after = [...files].map(([file, texts]) => [
      file.slice(file.indexOf("transforms/") + 11),
      changed(texts.before, readFileSync(file, "utf8")),
    ]);
    return { after: Object.fromEntries(after), diagnostics: await compiled() };
  } catch (failure) {
    if (!(failure instanceof Refusal)) throw failure;
    const [problem] = failure.problems;
    const refused = problem === undefined ? "" : `${problem.code}: ${wordsOf(problem.code, problem.parameters).message}`;
    return { refused, diagnostics: await compiled() };
  }
}

function changed(before: string, after: string): readonly string[] {
  const lines = before.split(/\r?\n/);
  return after.split(/\r?\n/).filter((line, i) => line !== lines[i]);
}
