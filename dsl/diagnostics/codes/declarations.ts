import { keyText } from "../key-text.ts";
import { nameRepair, nearestOrAll } from "../nearest.ts";
import { error } from "./definition.ts";

const EXCEPTIONS: readonly string[] = ["many", "anyOwner", "atAnyTime", "samePerson", "personal", "implicit"];

/** Sources, zones and tables as they are declared, and the schemas of sources. */
export const DECLARATIONS = {
  "invalid-declaration": error({
    message: (p: { what: string; reason: string; instead?: string }) => `${p.what}: ${p.reason}`,
    help: (p) => p.instead,
    meaning: "A declaration was given something that it cannot work with. The message says which part, and what is expected there.",
    remedy: "Write what the message expects. The editor shows the same mistake when the file is type-checked.",
  }),
  "unknown-option": error({
    message: (p: { option: string; what: string; existing: readonly string[]; meant?: string }) =>
      `${p.what} has no option \`${p.option}\``,
    help: (p) => (p.meant === undefined ? nearestOrAll(p.option, p.existing, "its options") : `write \`${p.meant}\``),
    // What accepts an exception must be written by a person.
    repairs: (p) =>
      p.meant === undefined
        ? nameRepair(p.option, p.existing, (name) => p.what !== "`personal`" && !EXCEPTIONS.includes(name))
        : [{ shown: p.meant, isSafe: true, change: { do: "write-name", was: p.option, name: p.meant } }],
    meaning: "An option is misspelt, or does not exist here. It would have had no effect, so it is refused.",
    remedy: "Correct its name, or take it out.",
  }),
  "empty-reason": error({
    message: (p: { option: string }) => `\`${p.option}\` needs a reason that a reviewer can read`,
    help: (p) => `write why it is right: \`${keyText(p.option)}: "..."\``,
    meaning: "An exception to a rule stands where it is made, with a reason for those who review it. This one has none.",
    remedy: "Write the reason as a text. If there is none, the exception is not needed.",
  }),
  "invalid-partition": error({
    message: (p: { table: string; column: string; reason: string; help: string }) =>
      `${p.table} cannot be partitioned by \`${p.column}\`: it ${p.reason}`,
    help: (p) => p.help,
    meaning:
      "A table is divided by values that many rows share and that the name of a folder can say: text, booleans, whole numbers and days. See docs/tables.md.",
    remedy: "Partition by another column, or derive one that fits.",
  }),
  "invalid-name": error({
    message: (p: { what: string; name: string; expected: string }) => `${JSON.stringify(p.name)} cannot be the name of ${p.what}`,
    help: (p) => p.expected,
    meaning: "Names become folders, Python functions, Glue tables and columns. Each of these takes fewer names than JavaScript does.",
    remedy: "Choose a name of the form that the message gives.",
  }),
  "duplicate-name": error({
    message: (p: { what: string; name: string }) => `there are two ${p.what}s of the name \`${p.name}\``,
    help: () => "names are unique over the whole lake: rename one",
    meaning: "Tables, zones and consents are known by their names in the whole lake, whichever file declares them.",
    remedy: "Rename one of the two. In a loop, make the name from what differs.",
  }),
  "table-cycle": error({
    message: (p: { path: readonly string[] }) => `tables need each other: ${p.path.join(" -> ")}`,
    help: () => "a table can only read tables that do not read it: break the cycle",
    meaning: "A table reads, directly or through others, its own result, so there is no order in which they could be made.",
    remedy: "Move what both need into a third table that reads neither.",
  }),
  "columns-differ-by-case": error({
    message: (p: { first: string; second: string; table: string; of: "source" | "table" | "struct" }) =>
      `${p.table} has the ${p.of === "struct" ? "fields" : "columns"} \`${p.first}\` and \`${p.second}\`, which differ only by case: Athena sees one`,
    help: (p) =>
      p.of === "table"
        ? `rename one of them: \`.rename({ ${keyText(p.second)}: "..." })\``
        : `declare only one of them in \`row\`: a key that is not declared is not read`,
    meaning: "Athena and Glue know no case, so two columns that differ only by it become one, and a value of the other is lost.",
    remedy: "In a table, rename or drop one. In a source, keep one of the two keys in `row`, or correct the files.",
  }),
  "unsupported-schema": error({
    message: (p: { column: string; found: string; instead?: string }) => `\`${p.column}\` is ${p.found}, which has no column type`,
    help: (p) =>
      p.instead ??
      "use text, numbers, booleans, dates, enums, nested objects, arrays, records, `.optional()` or `.nullable()`; see docs/schemas.md",
    meaning: "The row of a source is a zod schema. This part of it has no counterpart in Glue, Spark and DuckDB alike.",
    remedy: "Use a type of [schemas.md](schemas.md). What the type cannot say can be done in `.derive(...)` or `.filter(...)` afterwards.",
  }),
  "unsupported-check": error({
    message: (p: { column: string; found: string; instead?: string }) =>
      `the check ${p.found} of \`${p.column}\` cannot be made a row check`,
    help: (p) =>
      p.instead ?? "use formats, `.min`, `.max`, `.length`, `.regex` without look-around or back-references, or filter the rows instead",
    meaning: "Checks of the schema run where the data is, in engines that run no JavaScript. This check exists only there.",
    remedy: "Use a check of [schemas.md](schemas.md), or filter the rows in a table.",
  }),
};
