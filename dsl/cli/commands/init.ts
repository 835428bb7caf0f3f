import { existsSync, mkdirSync, statSync, writeFileSync } from "node:fs";
import { dirname, join, relative, sep } from "node:path";
import type { Command } from "commander";
import { Refusal, refuse, type Span } from "../../diagnostics/diagnostic.ts";
import { visible } from "../../diagnostics/visible.ts";
import { transformsCommand } from "../options.ts";
import { conclude } from "../outcome.ts";
import { sourceTemplate, tableTemplate } from "../templates.ts";

const NAME = /^[a-z][a-z0-9_]{0,126}$/;

/** `sluice init ZONE TABLE`: a first file to fill in. */
export const initCommand = (): Command =>
  transformsCommand("init", "write a first file for a new source (zone `landing`) or table")
    .argument("<zone>", "`landing`, or a zone that the transforms declare")
    .argument("<table>", "the name of the new source or table")
    .action((zone: string, table: string, options: { transforms: string; json?: boolean }) =>
      conclude(options, async () => {
        checkName("a zone", zone);
        checkName("a table", table);
        const path = join(options.transforms, zone, `${table.replaceAll("_", "-")}.ts`);
        const text = zone === "landing" ? sourceTemplate(table) : await tableText(options.transforms, zone, table, path);
        if (existsSync(path)) refuse("already-exists", { path });
        const taken = await placeOfTable(options.transforms, table);
        if (taken !== undefined) throw new Refusal([{ code: "duplicate-name", parameters: { what: "table", name: table }, site: taken }]);
        try {
          mkdirSync(dirname(path), { recursive: true });
          writeFileSync(path, text, { flag: "wx" });
        } catch (failure) {
          refuse("cannot-write", { path, reason: (failure as Error).message });
        }
        return { text: visible(`Wrote ${path}. Fill it in, then run \`npx sluice compile\`.`), data: { path } };
      }),
    );

function checkName(what: string, name: string): void {
  if (!NAME.test(name)) refuse("invalid-name", { what, name, expected: "use lower-case letters, digits and `_`, a letter first" });
}

async function placeOfTable(transforms: string, table: string): Promise<Span | undefined> {
  const { declaredTables } = await import("../../source/table-declarations.ts");
  return statSync(transforms, { throwIfNoEntry: false })?.isDirectory() === true ? declaredTables(transforms).get(table) : undefined;
}

async function tableText(transforms: string, zone: string, table: string, path: string): Promise<string> {
  const { transformFiles } = await import("../../source/transform-files.ts");
  const { zoneDeclarations } = await import("../../source/zone-declarations.ts");
  if (statSync(transforms, { throwIfNoEntry: false })?.isDirectory() !== true) refuse("no-transforms-folder", { folder: transforms });
  const zones = zoneDeclarations(transformFiles(transforms));
  const declared = zones.find((candidate) => candidate.zone === zone);
  if (declared === undefined) return refuse("unknown-zone", { zone, existing: ["landing", ...zones.map((candidate) => candidate.zone)] });
  const from = relative(dirname(path), declared.file).split(sep).join("/");
  return tableTemplate(table, declared.variable, from.startsWith(".") ? from : `./${from}`);
}
