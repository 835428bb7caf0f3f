import { statSync } from "node:fs";
import { resolve } from "node:path";
import type { Command } from "commander";
import type { Written } from "../../compiler/write.ts";
import { refuse } from "../../diagnostics/diagnostic.ts";
import { visible } from "../../diagnostics/visible.ts";
import { compiled, compiledFiles } from "../compiled.ts";
import { counted } from "../counted.ts";
import { CACHE, folderOption, transformsCommand } from "../options.ts";
import { conclude, type Outcome } from "../outcome.ts";
import { stoppablePart } from "../stoppable.ts";

interface Options {
  readonly transforms: string;
  readonly out: string;
  readonly fix?: boolean;
  readonly dryRun?: boolean;
  readonly json?: boolean;
}

/** `sluice compile`: writes the generated files. */
export const compileCommand = (): Command =>
  transformsCommand("compile", "write the generated scripts, schemas and plans")
    .addOption(folderOption("--out <dir>", "the folder of the generated files", "generated"))
    .option("--fix", "first make the repairs that are safe: never one that accepts an exception, which needs a person's reason")
    .option("--dry-run", "with --fix: show what would change; write nothing")
    .action((options: Options) => conclude(options, () => (options.fix === true ? fixed(options) : compile(options))));

async function compile({ transforms, out, dryRun }: Options): Promise<Outcome> {
  if (dryRun === true)
    refuse("invalid-value", { value: "`--dry-run` without `--fix`", expected: "possible: `sluice check` writes nothing" });
  const { beginWriting } = await import("../../compiler/write.ts");
  const writing = beginWriting(out);
  try {
    const { tables, diagnostics, intact } = await compiledFiles(transforms, out, { onFiles: writing.add });
    if (tables === 0) return { diagnostics };
    const written = intact === undefined ? writing.finish() : { changed: [], removed: [], unchanged: intact.size };
    return { diagnostics, ...reported(out, tables, written) };
  } finally {
    writing.end();
  }
}

function reported(out: string, tables: number, written: Written): Pick<Outcome, "text" | "data"> {
  const { changed, removed, unchanged } = written;
  const total = counted(tables, "table");
  const news =
    changed.length + removed.length === 0
      ? "nothing has changed"
      : `${changed.length} written, ${removed.length} removed, ${unchanged} unchanged`;
  const list = [...changed.map((path) => `  wrote   ${out}/${path}`), ...removed.map((path) => `  removed ${out}/${path}`)].sort();
  return {
    text: [`${total}, ${counted(changed.length + unchanged, "file")} in ${out}: ${news}.`, ...list].map(visible).join("\n"),
    data: { ...written },
  };
}

const isFolder = (path: string): boolean => statSync(path, { throwIfNoEntry: false })?.isDirectory() === true;

/** Repairs, says what, and compiles what there is then. */
async function fixed(options: Options): Promise<Outcome> {
  const { fixTransforms } = await import("../../fix/fix.ts");
  const { changesOf, fixText } = await import("../fix-text.ts");
  const { replaceFiles } = await import("../../compiler/replace-files.ts");
  if (!isFolder(options.transforms)) refuse("no-transforms-folder", { folder: options.transforms });
  const result = await stoppablePart((signal) => fixTransforms(options.transforms, resolve(CACHE), signal));
  const repaired = {
    repaired: result.mended.map(({ diagnostic: { code, message, file } }) => ({ code, message, file })),
    changes: changesOf(result),
  };
  const said = fixText(result, options.dryRun === true);
  if (options.dryRun === true) {
    const { diagnostics } = await compiled(options.transforms, { wants: "plan" });
    return { diagnostics, text: said, data: repaired };
  }
  replaceFiles(new Map([...result.files].map(([file, { after }]) => [file, after])));
  const { text, data, diagnostics = [] } = await compile({ ...options, fix: false });
  const isNews = result.files.size > 0 || diagnostics.some(({ severity }) => severity === "error");
  return {
    diagnostics,
    text: [...(isNews ? [said] : []), ...(text === undefined ? [] : [text])].join("\n"),
    data: { ...repaired, ...data },
  };
}
