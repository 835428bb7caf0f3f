import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";

const SOURCES = 20;
const TABLES_PER_FILE = 10;
/** With `id`, `person` and `at`, a table has 20 columns. */
const VALUES = Array.from({ length: 17 }, (_, i) => `v${String(i).padStart(2, "0")}`);
const WORDS = ["speed", "height", "weight", "pulse", "distance", "pressure", "angle", "charge"];
const two = (index: number): string => String(index).padStart(2, "0");
const four = (index: number): string => String(index).padStart(4, "0");

const PEOPLE = `import { epochMillis, json, personal, source } from "sluice";
import { z } from "zod";

/** People who have a device. */
export const people = source("people", {
  path: "people/",
  format: json(),
  row: z.object({ email: personal("email", z.email()), agreedAt: epochMillis().optional() }),
  unique: ["email"],
});
`;

const ZONES = `import { consent, zone } from "sluice";
import { people } from "./people.ts";

const research = consent("research", { person: people, givenAt: (person) => person.agreedAt });
export const trusted = zone("trusted", { requires: research });
export const curated = zone("curated", { requires: research });

/** People who agreed to research. */
export const agreed = trusted.table("agreed", { from: people.filter((person) => person.agreedAt.isNotNull()) });
`;

/**
 * Writes a lake of \`tables\` tables of 20 described columns, in families of one source each: the first of a family joins those
 * who agreed, each other one reads the one before and computes a column from two. Many tables read \`agreed\`.
 */
export function writeWideLake(folder: string, tables: number): void {
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, "people.ts"), PEOPLE);
  writeFileSync(join(folder, "zones.ts"), ZONES);
  for (let i = 0; i < SOURCES; i++) writeFileSync(join(folder, `source-${two(i)}.ts`), sourceText(i));
  for (let first = 0; first < tables; first += TABLES_PER_FILE) {
    const indexes = Array.from({ length: Math.min(TABLES_PER_FILE, tables - first) }, (_, i) => first + i);
    const reads = [...new Set(indexes.map((index) => index - SOURCES).filter((index) => index >= 0 && index < first))];
    const imports = [
      ...indexes.filter((index) => index < SOURCES).map((index) => `import { s${two(index)} } from "./source-${two(index)}.ts";`),
      ...reads.map((index) => `import { t${four(index)} } from "./${fileOf(index)}.ts";`),
      'import { agreed, curated, trusted } from "./zones.ts";',
    ];
    writeFileSync(
      join(folder, `${fileOf(first)}.ts`),
      `${imports.join("\n")}\n\nexport const used = [agreed, curated, trusted];\n${indexes.map(tableText).join("")}`,
    );
  }
}

const fileOf = (index: number): string => `part-${four(Math.floor(index / TABLES_PER_FILE) * TABLES_PER_FILE)}`;

const sourceText = (index: number): string => `import { epochMillis, json, source } from "sluice";
import { z } from "zod";
import { people } from "./people.ts";

/** What the devices of kind ${index} sent. */
export const s${two(index)} = source("events_${two(index)}", {
  path: "events-${two(index)}/",
  format: json(),
  row: z.object({
    id: z.string(),
    /** Whose device it is, by the e-mail address. */
    person: z.email(),
    at: epochMillis(),
${VALUES.map((name, i) => `    /** The ${WORDS[i % WORDS.length]} in channel ${i} of device kind ${index}. */\n    ${name}: z.number(),`).join("\n")}
  }),
  person: { person: people.columns.email },
  eventTime: "at",
});
`;

function tableText(index: number): string {
  const zone = index < 600 ? "trusted" : "curated";
  const from = index < SOURCES ? `s${two(index)}` : `t${four(index - SOURCES)}`;
  const [made, of] = [VALUES[index % VALUES.length], VALUES[(index + 5) % VALUES.length]];
  const consented =
    index < SOURCES || index % 3 === 0
      ? `\n    .semiJoin(agreed, { on: { person: "email" }, where: (event, one) => event.at.gte(one.agreedAt) })`
      : "";
  return `
/** Step ${Math.floor(index / SOURCES)} of the events of kind ${index % SOURCES}: ${made} is made with ${of}. */
export const t${four(index)} = ${zone}.table("${zone}_${two(index % SOURCES)}_step_${two(Math.floor(index / SOURCES))}", {
  from: ${from}${consented}
    .filter((event) => event.${of}.gt(${index}))
    .derive((event) => ({ made: event.${made}.plus(event.${of}) }))
    .dropColumns("${made}")
    .rename({ made: "${made}" }),
});
`;
}
