/** Words that JavaScript lets no variable have. */
const RESERVED: ReadonlySet<string> = new Set(
  `arguments await break case catch class const continue debugger default delete do else enum eval export extends false finally
  for function if implements import in instanceof interface let new null package private protected public return static super
  switch this throw true try typeof undefined var void while with yield`.split(/\s+/),
);

/** The variable of a source or table: its name in camel case, with `what` after it where the name is taken. */
function variableOf(name: string, what: "Source" | "Table", taken: readonly string[]): string {
  const variable = name.replace(/_+([a-z0-9])/g, (_, letter: string) => letter.toUpperCase()).replaceAll("_", "");
  return RESERVED.has(variable) || taken.includes(variable) ? `${variable}${what}` : variable;
}

/** A source to fill in. */
export const sourceTemplate = (name: string): string => `import { json, source } from "sluice";
import { z } from "zod";

/** What lands here, and where it comes from. */
export const ${variableOf(name, "Source", ["json", "source", "z"])} = source("${name}", {
  path: "${name.replace(/_landing$/, "")}/",
  format: json(),
  row: z.object({
    /** What identifies a row. */
    id: z.string(),
  }),
  unique: ["id"],
});
`;

/** A table to fill in; the compiler asks for \`from\` until it is there. */
export const tableTemplate = (name: string, zone: string, zoneFile: string): string => `import { ${zone} } from "${zoneFile}";
// import { something } from "../landing/something.ts";

/** What a row is. */
export const ${variableOf(name, "Table", [zone])} = ${zone}.table("${name}", {
  // from: something.filter((row) => row.id.isNotNull()),
});
`;
