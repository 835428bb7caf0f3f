const camelCase = (name: string): string => name.replace(/_+([a-z0-9])/g, (_, letter: string) => letter.toUpperCase()).replaceAll("_", "");

/** A source to fill in. */
export const sourceTemplate = (name: string): string => `import { json, source } from "sluice";
import { z } from "zod";

/** What lands here, and where it comes from. */
export const ${camelCase(name)} = source("${name}", {
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
export const ${camelCase(name)} = ${zone}.table("${name}", {
  // from: something.filter((row) => row.id.isNotNull()),
});
`;
