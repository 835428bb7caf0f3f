import type { Command } from "commander";
import { CODES, type Code } from "../../diagnostics/codes.ts";
import { Refusal, refuse } from "../../diagnostics/diagnostic.ts";
import { compiled } from "../compiled.ts";
import { transformsCommand } from "../options.ts";
import { conclude, type Outcome } from "../outcome.ts";

/** `sluice explain TABLE[.COLUMN]`: where it comes from. `sluice explain CODE`: what a message means. */
export const explainCommand = (): Command =>
  transformsCommand("explain", "show what a table is made of, where a column comes from, or what a message means")
    .argument("<table[.column]|code>", "a source or table, one of its columns, or the code of a message")
    .action((name: string, options: { transforms: string; json?: boolean }) =>
      conclude(options, async () => {
        // No table has a `-` in its name, and no code but a few has none.
        if (isCode(name) && name.includes("-")) return codeOutcome(name);
        return await explain(name, options.transforms);
      }),
    );

async function explain(name: string, transforms: string): Promise<Outcome> {
  const { explained, diagnostics } = await compiled(transforms, { wants: { explain: name } }).catch((failure: unknown) => {
    const isNoTable = failure instanceof Refusal && failure.problems.some(({ code }) => code === "unknown-table");
    if (isNoTable && isCode(name)) return { explained: name, diagnostics: [] };
    if (isNoTable && name.includes("-")) return refuse("unknown-code", { name, existing: Object.keys(CODES) });
    throw failure;
  });
  if (explained === undefined) return { diagnostics };
  if (typeof explained === "string") return codeOutcome(explained);
  const { columnText, tableText } = await import("../explain-text.ts");
  if ("column" in explained) return { diagnostics, text: columnText(explained.column), data: explained };
  const { proofText } = await import("../proof-text.ts");
  const { table, proof, files } = explained;
  const parts = [tableText(table), proof === undefined ? "" : proofText(proof, (of) => files[of])];
  const text = parts.filter((part) => part !== "").join("\n");
  return { diagnostics, text, data: { table, ...(proof === undefined ? {} : { proof }) } };
}

const isCode = (name: string): name is Code => Object.hasOwn(CODES, name);

function codeOutcome(code: Code): Outcome {
  const { severity, meaning, remedy } = CODES[code];
  return { text: `${severity}[${code}]\n${meaning}\n\nWhat to do: ${remedy}`, data: { code, severity, meaning, remedy } };
}
