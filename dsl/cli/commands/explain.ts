import type { Command } from "commander";
import { CODES, type Code } from "../../diagnostics/codes.ts";
import { refuse } from "../../diagnostics/diagnostic.ts";
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
        const { plan, proof, diagnostics } = await compiled(options.transforms, { wants: "plan" });
        if (plan === undefined) return { diagnostics };
        const { columnTree, tableSummary } = await import("../../compiler/explain.ts");
        const { columnText, tableText } = await import("../explain-text.ts");
        const [tableName = "", ...path] = name.split(".");
        const columnName = path.length === 0 ? undefined : path.join(".");
        const tables = [...plan.sources, ...plan.tables];
        const table = tables.find((candidate) => candidate.name === tableName);
        if (table === undefined && isCode(name)) return codeOutcome(name);
        if (table === undefined) return refuse("unknown-table", { table: tableName, existing: tables.map((candidate) => candidate.name) });
        if (columnName === undefined) {
          const summary = tableSummary(plan, table);
          const shown = proof?.tables.find((one) => one.table === tableName);
          const { proofText } = await import("../proof-text.ts");
          const fileOf = (of: string): string | undefined => tables.find((one) => one.name === of)?.file;
          const parts = [tableText(summary), shown === undefined ? "" : proofText(shown, fileOf)];
          const text = parts.filter((part) => part !== "").join("\n");
          return { diagnostics, text, data: { table: summary, ...(shown === undefined ? {} : { proof: shown }) } };
        }
        const existing = table.columns.map((column) => column.name);
        const column =
          existing.find((candidate) => candidate === columnName) ??
          existing.find((candidate) => candidate.toLowerCase() === columnName.toLowerCase());
        if (column === undefined) return refuse("unknown-column", { column: columnName, relation: tableName, existing });
        const tree = columnTree(plan, tableName, column);
        return { diagnostics, text: columnText(tree), data: { column: tree } };
      }),
    );

const isCode = (name: string): name is Code => Object.hasOwn(CODES, name);

function codeOutcome(code: Code): Outcome {
  const { severity, meaning, remedy } = CODES[code];
  return { text: `${severity}[${code}]\n${meaning}\n\nWhat to do: ${remedy}`, data: { code, severity, meaning, remedy } };
}
