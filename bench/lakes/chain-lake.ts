import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";

const TABLES_PER_FILE = 20;
const nameOf = (index: number): string => `c${String(index).padStart(4, "0")}`;
const fileOf = (index: number): string => `part-${String(Math.floor(index / TABLES_PER_FILE)).padStart(3, "0")}`;

const START = `import { json, source, zone } from "sluice";
import { z } from "zod";

export const start = source("start", {
  path: "start/",
  format: json(),
  row: z.object({ id: z.string(), value: z.number(), step: z.number(), other: z.string() }),
});
export const open = zone("open");
`;

/** Writes a lake in which every table reads the one before and computes \`value\` from two of its columns. Gives the name of the last. */
export function writeChainLake(folder: string, tables: number): string {
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, "start.ts"), START);
  for (let first = 0; first < tables; first += TABLES_PER_FILE) {
    const indexes = Array.from({ length: Math.min(TABLES_PER_FILE, tables - first) }, (_, i) => first + i);
    const imports = [
      first === 0
        ? 'import { open, start } from "./start.ts";'
        : `import { ${nameOf(first - 1)} } from "./${fileOf(first - 1)}.ts";\nimport { open } from "./start.ts";`,
    ];
    const declared = indexes.map(
      (index) => `
export const ${nameOf(index)} = open.table("${nameOf(index)}", {
  from: ${index === 0 ? "start" : nameOf(index - 1)}
    .filter((row) => row.step.gt(${index}))
    .derive((row) => ({ added: row.value.plus(row.step) }))
    .dropColumns("value")
    .rename({ added: "value" }),
});
`,
    );
    writeFileSync(join(folder, `${fileOf(first)}.ts`), `${imports.join("\n")}\n${declared.join("")}`);
  }
  return nameOf(tables - 1);
}
