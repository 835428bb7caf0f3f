import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { type Model, modelsOf } from "./models.ts";

const EVENT_COLUMNS = `    id: z.string(),
    /** The person's e-mail address. */
    user: personal("email", z.email()),
    at: epochMillis(),
    device: z.string(),
    kind: z.enum(["walk", "run", "ride"]),
    value: z.number(),
    x: z.number(),
    y: z.number(),
    z: z.number(),
    note: z.string().optional(),`;

const PEOPLE = `import { epochMillis, json, personal, source } from "sluice";
import { z } from "zod";

/** People who have a device. */
export const people = source("people", {
  path: "people/",
  format: json(),
  row: z.object({
    email: personal("email", z.email()),
    name: personal("name", z.string()),
    phone: personal("phone", z.string()),
    birthDay: personal("birth-date", z.string()),
    country: z.string(),
    plan: z.string(),
    height: z.number(),
    registeredAt: epochMillis(),
    updatedAt: epochMillis(),
    /** When the person agreed to research; absent if never. */
    agreedAt: epochMillis().optional(),
  }),
  unique: ["email"],
});
`;

const DEVICES = `import { epochMillis, json, source } from "sluice";
import { z } from "zod";

/** The devices that were sold. */
export const devices = source("devices", {
  path: "devices/",
  format: json(),
  row: z.object({
    serial: z.string(),
    model: z.string(),
    maker: z.string(),
    colour: z.string(),
    weight: z.number(),
    width: z.number(),
    depth: z.number(),
    firmware: z.string(),
    madeAt: epochMillis(),
    soldAt: epochMillis().optional(),
  }),
  unique: ["serial"],
});
`;

const CONSENT = `import { consent } from "sluice";
import { people } from "./landing/people.ts";

export const research = consent("research", { person: people, givenAt: (person) => person.agreedAt });
`;

const ZONES = `import { zone } from "sluice";
import { research } from "./research-consent.ts";

export const trusted = zone("trusted", { requires: research });
`;

const PEOPLE_TRUSTED = `import { people } from "../landing/people.ts";
import { trusted } from "../zones.ts";

/** People who agreed to research. */
export const peopleTrusted = trusted.table("people_trusted", { from: people.filter((person) => person.agreedAt.isNotNull()) });
`;

/** Writes the transforms of a lake of `tables` tables of 10 columns, each a filter and a join, ten to a file, and the sources that they read. */
export function writeEventsLake(folder: string, tables: number): void {
  const models = modelsOf(tables);
  const write = (path: string, text: string): void => {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  };
  write("landing/people.ts", PEOPLE);
  write("landing/devices.ts", DEVICES);
  write("research-consent.ts", CONSENT);
  write("zones.ts", ZONES);
  write("trusted/people-trusted.ts", PEOPLE_TRUSTED);
  for (const events of new Set(models.flatMap(({ reads }) => (reads.startsWith("events_") ? [reads] : []))))
    write(`landing/${fileOf(events)}.ts`, eventsSource(events));
  const groups = new Map(models.map(({ name, group }) => [name, group]));
  for (const [group, members] of Map.groupBy(models, (model) => model.group)) write(`trusted/${group}.ts`, fileText(members, groups));
}

const variableOf = (name: string): string => name.replace("_", "");
const fileOf = (name: string): string => name.replace("_", "-");

const eventsSource = (name: string): string => `import { epochMillis, json, personal, source } from "sluice";
import { z } from "zod";
import { people } from "./people.ts";

/** What the devices sent. */
export const ${variableOf(name)} = source("${name}", {
  path: "${name}/",
  format: json(),
  row: z.object({
${EVENT_COLUMNS}
  }),
  person: { user: people.columns.email },
  eventTime: "at",
});
`;

function fileText(models: readonly Model[], groups: ReadonlyMap<string, string>): string {
  const own = new Set(models.map(({ name }) => name));
  const elsewhere = [...new Set(models.map(({ reads }) => reads).filter((name) => !own.has(name)))].sort();
  const imports = [
    `import { devices } from "../landing/devices.ts";`,
    ...elsewhere.map((name) => {
      const group = groups.get(name);
      return `import { ${variableOf(name)} } from "${group === undefined ? `../landing/${fileOf(name)}` : `./${group}`}.ts";`;
    }),
    `import { trusted } from "../zones.ts";`,
    `import { peopleTrusted } from "./people-trusted.ts";`,
  ];
  return `${imports.join("\n")}\n${models.map(tableText).join("")}`;
}

const tableText = ({ name, description, reads, joins, above, columns }: Model): string => `
/** ${description} */
export const ${name} = trusted.table("${name}", {
  from: ${variableOf(reads)}
    .filter((event) => event.value.gt(${above}))
    .join(${
      joins === "people_trusted"
        ? `peopleTrusted, { on: { user: "email" }, where: (event, person) => event.at.gte(person.agreedAt) }`
        : `devices, { on: { device: "serial" } }`
    })
    .select(${columns.map((column) => `"${column.name}"`).join(", ")}),
});
`;
