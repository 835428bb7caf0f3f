import { variableOf } from "../source/variable-name.ts";

/** A source to fill in. */
export const sourceTemplate = (name: string): string => `import { json, source } from "sluice";
import { z } from "zod";

/** What lands here, and where it comes from. */
export const ${variableOf(name, "Source", new Set(["json", "source", "z"]))} = source("${name}", {
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
export const ${variableOf(name, "Table", new Set([zone]))} = ${zone}.table("${name}", {
  // from: something.filter((row) => row.id.isNotNull()),
});
`;
