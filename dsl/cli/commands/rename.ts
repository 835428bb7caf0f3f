import { relative, resolve } from "node:path";
import type { Command } from "commander";
import { refuse } from "../../diagnostics/diagnostic.ts";
import { visible } from "../../diagnostics/visible.ts";
import { compiled } from "../compiled.ts";
import { counted } from "../counted.ts";
import { transformsCommand } from "../options.ts";
import { conclude } from "../outcome.ts";

interface Options {
  readonly transforms: string;
  readonly alsoInFiles?: boolean;
  readonly dryRun?: boolean;
  readonly json?: boolean;
}

/** `sluice rename TABLE.COLUMN NEW`: another name for a column, wherever it goes. */
export const renameCommand = (): Command =>
  transformsCommand("rename", "give a column another name in all transforms that it passes through")
    .argument("<table.column>", "a column of a source or table")
    .argument("<new>", "the new name")
    .option("--also-in-files", "the raw files have the new name as their key too")
    .option("--dry-run", "show what would change; write nothing")
    .action((name: string, to: string, options: Options) =>
      conclude(options, async () => {
        const { plan, diagnostics } = await compiled(options.transforms, { wants: "plan" });
        if (plan === undefined) return { diagnostics };
        const [tableName = "", ...path] = name.split(".");
        const wanted = path.join(".");
        const tables = [...plan.sources, ...plan.tables];
        const table = tables.find((candidate) => candidate.name === tableName);
        if (table === undefined) return refuse("unknown-table", { table: tableName, existing: tables.map((candidate) => candidate.name) });
        const existing = table.columns.map((column) => column.name);
        const column = existing.find((own) => own === wanted) ?? existing.find((own) => own.toLowerCase() === wanted.toLowerCase());
        if (column === undefined) return refuse("unknown-column", { column: wanted, relation: tableName, existing });
        if (column === to) return { diagnostics, text: `${tableName}.${column} has that name.`, data: { tables: [], changes: [] } };
        const { renameColumn } = await import("../../rename/rename-column.ts");
        const { changesOf } = await import("../../rename/changes.ts");
        const { replaceFiles } = await import("../../compiler/replace-files.ts");
        const { alsoInFiles = false, dryRun = false } = options;
        const renamed = await renameColumn({ transforms: resolve(options.transforms), table: tableName, column, to, alsoInFiles });
        if (!dryRun) replaceFiles(new Map([...renamed.files].map(([file, { after }]) => [file, after])));
        const changes = changesOf(renamed).map(({ file, ...change }) => ({ file: relative(process.cwd(), file), ...change }));
        const head = `${tableName}.${column} ${dryRun ? "would be" : "is"} \`${to}\` in ${renamed.tables.join(", ")}: ${counted(changes.length, "line")} in ${counted(renamed.files.size, "file")}.`;
        const raw = renamed.inserted ? [`The raw files keep their key \`${column}\`: ${tableName} renames it.`] : [];
        const next = dryRun ? [] : ["Now run `npx sluice compile`."];
        const lines = changes.flatMap((change) => [
          `${change.file}:${change.line}`,
          ...change.before.split("\n").map((line) => `- ${line}`),
          ...change.after.split("\n").map((line) => `+ ${line}`),
        ]);
        return {
          diagnostics,
          text: [head, ...raw, ...lines, ...next].map(visible).join("\n"),
          data: { tables: renamed.tables, inserted: renamed.inserted, changes },
        };
      }),
    );
