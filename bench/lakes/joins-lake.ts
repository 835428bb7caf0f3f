import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";

/** Writes a lake with one table that joins a person table \`joins\` times in a row, each time by the e-mail address that the join before gave. */
export function writeJoinsLake(folder: string, joins: number): void {
  mkdirSync(folder, { recursive: true });
  const steps = Array.from({ length: joins }, (_, i) => {
    const key = i === 0 ? "user" : `email${i - 1}`;
    return `    .join(people.select("email", "phone").rename({ email: "email${i}", phone: "phone${i}" }), { on: { ${key}: "email${i}" } })\n`;
  });
  writeFileSync(
    join(folder, "lake.ts"),
    `import { consent, epochMillis, json, personal, source, zone } from "sluice";
import { z } from "zod";

export const people = source("people", {
  path: "people/",
  format: json(),
  row: z.object({ email: personal("email", z.email()), phone: personal("phone", z.string()), agreedAt: epochMillis().optional() }),
  unique: ["email"],
});
export const readings = source("readings", {
  path: "readings/",
  format: json(),
  row: z.object({ user: personal("email", z.email()), at: epochMillis() }),
  person: { user: people.columns.email },
});
export const research = consent("research", { person: people, givenAt: (person) => person.agreedAt });
export const open = zone("open");
export const wide = open.table("wide", {
  from: readings
${steps.join("")}});
`,
  );
}
