import { keyText } from "../key-text.ts";
import { nameRepair, nearestOrAll } from "../nearest.ts";
import { error } from "./definition.ts";

/** Names in a message, at most so many. */
const MOST = 6;
const listed = (names: readonly string[]): string =>
  `${names
    .slice(0, MOST)
    .map((name) => `\`${name}\``)
    .join(", ")}${names.length > MOST ? ` and ${names.length - MOST} more` : ""}`;

/** What operations ask of their inputs. */
export const RELATIONS = {
  "unknown-column": error({
    message: (p: { column: string; relation: string; existing: readonly string[] }) => `${p.relation} has no column \`${p.column}\``,
    help: (p) => nearestOrAll(p.column, p.existing, "its columns"),
    repairs: (p) => nameRepair(p.column, p.existing),
    meaning: "A column is named that is not there at this step: it is misspelt, or an earlier step dropped or renamed it.",
    remedy: "Correct the name, or keep the column in the steps before. The editor completes the names that exist.",
  }),
  "unknown-value": error({
    message: (p: { column: string; value: string | number; existing: readonly string[] }) =>
      `\`${p.column}\` is never ${JSON.stringify(p.value)}`,
    help: (p) => (typeof p.value === "string" ? nearestOrAll(p.value, p.existing, "its values") : `its values: ${listed(p.existing)}`),
    meaning:
      "The source of the column lists its values, and every other one goes to quarantine. The comparison asks for one that it does not list.",
    remedy: "Correct the value, or add it to the list in the source's schema.",
  }),
  "foreign-column": error({
    message: (p: { column: string; of: string }) => `\`${p.column}\` is a column of ${p.of}, and not of the rows that are here`,
    help: () => "use the row that the function is given; what stands in another relation comes by a join",
    meaning:
      "The function of an operation sees one row of the relation, or one of each side of a join. A column of other rows has no value there.",
    remedy: "Join the other relation first, and use the columns of the result.",
  }),
  "not-a-relation": error({
    message: (p: { operation: string; found: string }) => `\`${p.operation}\` needs a table or a relation, not ${p.found}`,
    help: () => "pass what `source`, `zone(...).table` or an operation returned; if it is imported, check that the file exports it",
    meaning: "Operations work on what `source`, `zone(...).table` and other operations return. Here is something else.",
    remedy: "Pass the relation. `nothing` often means a value that its file declares and does not export.",
  }),
  "column-collision": error({
    message: (p: { column: string }) => `both sides of the join have a column \`${p.column}\``,
    help: (p) =>
      `rename or drop one of them before the join: \`.rename({ ${keyText(p.column)}: "..." })\` or \`.dropColumns(${JSON.stringify(p.column)})\``,
    meaning: "The result of a join has the columns of both sides, and one name cannot stand for two of them.",
    remedy: "Rename or drop the column on one side before the join. A pair of the same name in `on` is one column, and no collision.",
  }),
  "duplicate-column": error({
    message: (p: { column: string; operation: string }) => `\`${p.operation}\` gives two columns the name \`${p.column}\``,
    meaning: "Two columns of one result would have the same name.",
    remedy: "Give one of them another name, or leave it out.",
  }),
  "no-columns": error({
    message: (p: { relation: string }) => `${p.relation} has no column left`,
    meaning: "A table needs at least one column.",
    remedy: "Keep one, or drop the step that takes the last away.",
  }),
  "no-keys": error({
    message: (p: { operation: string }) => `\`${p.operation}\` needs at least one column to match on`,
    meaning: "Rows are matched or grouped by columns, and none is named.",
    remedy: 'Name the columns: `on: { left: "right" }` of a join, `by: [...]` of `latest`.',
  }),
  "not-comparable": error({
    message: (p: { operation: string; column: string; type: string }) =>
      `\`${p.operation}\` cannot compare \`${p.column}\`: ${p.type} has no order`,
    help: (p) => `drop it first: \`.dropColumns(${JSON.stringify(p.column)})\``,
    meaning: "Some operations compare whole rows or keys. Not every engine can compare values of this type.",
    remedy: "Drop the column before, or derive a comparable one from it.",
  }),
  "window-needs-order": error({
    message: (p: { function: string }) => `\`${p.function}\` needs an order: without one no row stands before another`,
    help: () => 'name the columns that order the rows of a partition: `orderBy: ["..."]`',
    meaning: "A place in a partition, the row before or after, the first and the last row: all these depend on an order of the rows.",
    remedy: "Give `window` an `orderBy`. Rows that tie in it are put in order by all columns as they are declared.",
  }),
  "not-in-window": error({
    message: (p: { function: string }) => `\`${p.function}\` cannot be computed over a window: Spark has no such form`,
    help: () => "compute it with `.aggregate({ by, measures })` and join the result",
    meaning: "The function is a measure of a group, which `aggregate` makes, but not every engine can compute it row by row.",
    remedy: "Aggregate by the columns of `partitionBy`, and join the result to the rows.",
  }),
  "not-an-array": error({
    message: (p: { column: string; type: string; arrays: readonly string[] }) =>
      `\`explode\` needs an array, and \`${p.column}\` is ${p.type}`,
    help: (p) => (p.arrays.length === 0 ? undefined : `its arrays: ${p.arrays.map((name) => `\`${name}\``).join(", ")}`),
    meaning: "`explode` makes one row of each element of an array. Other values have no elements.",
    remedy: "Name a column that is an array. An array inside of an object is made a column by `derive` first, with `field`.",
  }),
  "union-mismatch": error({
    message: (p: {
      onlyLeft: readonly string[];
      onlyRight: readonly string[];
      types: readonly { readonly column: string; readonly left: string; readonly right: string }[];
    }) => {
      const differences = [
        ...(p.onlyLeft.length === 0 ? [] : [`only the left has ${listed(p.onlyLeft)}`]),
        ...(p.onlyRight.length === 0 ? [] : [`only the right has ${listed(p.onlyRight)}`]),
        ...p.types.slice(0, MOST).map(({ column, left, right }) => `\`${column}\` is ${left} on the left, ${right} on the right`),
        ...(p.types.length > MOST ? [`and ${p.types.length - MOST} more have other types`] : []),
      ];
      return `the two sides of the union differ: ${differences.join("; ")}`;
    },
    help: () => "select the same names with the same types on both sides; NULL may stand on either",
    meaning: "A union takes all rows of both sides, by the names of the columns. Both sides must have the same names and types.",
    remedy: "`select`, `rename` or `cast` on one side until they agree.",
  }),
  "not-a-predicate": error({
    message: (p: { operation: string; found: string }) => `\`${p.operation}\` needs a condition, not ${p.found}`,
    help: () => "return a comparison or a null test, for example `row.amount.gt(0)`",
    meaning: "A condition is an expression that is true, false or unknown for each row. Here something else is returned.",
    remedy: "Return a comparison. JavaScript's own `===`, `&&` and `!` do not build conditions: use `.eq`, `.and`, `.not`.",
  }),
};
