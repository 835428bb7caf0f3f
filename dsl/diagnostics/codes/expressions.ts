import { nameRepair, nearestOrAll } from "../nearest.ts";
import { error } from "./definition.ts";

/** What to write in the place of JavaScript's operators. */
const OPERATORS: Readonly<Record<string, string>> = {
  "`&&`": "write `.and(...)`",
  "`||`": "write `.or(...)`",
  "`!`": "write `.not()`",
  "`??`": "write `.coalesce(...)`",
  "`===`": "write `.eq(...)`",
  "`==`": "write `.eq(...)`",
  "`!==`": "write `.ne(...)`",
  "`!=`": "write `.ne(...)`",
  "`if`": "write `when(condition, value).otherwise(value)`",
  "`switch`": "write `when(row.x.eq(a), value).when(...).otherwise(value)`",
  "`? :`": "write `when(condition, value).otherwise(value)`",
  "`toString`": 'write `.cast("string")`',
  "a template": 'write `.concat(...)`: `row.name.concat(" of ", row.city)`',
  "arithmetic or a comparison": "use a method of it: `.gt(...)`, `.lte(...)`, `.plus(...)`, `.minus(...)`, `.times(...)`",
  "`+` or `==`": "write `.plus(...)` of numbers, `.concat(...)` of texts, `.eq(...)` to compare",
};

/** What functions ask of their arguments. */
export const EXPRESSIONS = {
  "unknown-field": error({
    message: (p: { field: string; existing: readonly string[] }) => `the struct has no field \`${p.field}\``,
    help: (p) => nearestOrAll(p.field, p.existing, "its fields"),
    repairs: (p) => nameRepair(p.field, p.existing),
    meaning: "A field of a nested object is named that the schema does not declare.",
    remedy: "Correct the name, or declare the field in the schema of the source.",
  }),
  "type-mismatch": error({
    message: (p: { function: string; expected: string; found: string }) => `\`${p.function}\` takes ${p.expected}, not ${p.found}`,
    help: (p) =>
      p.found === "string" && /^(?:timestamp|epochMillis)/.test(p.expected)
        ? 'write a constant time as `new Date("2026-01-31T00:00:00Z")`, or convert with `.cast(...)`'
        : `convert it with \`.cast(...)\`, or compare with a value that is ${p.expected}`,
    meaning: "A function got a value of a type that it does not take. Types are never converted silently, as engines would differ in how.",
    remedy: "Convert with `.cast(...)`: a value that cannot be converted becomes NULL, and the type says so.",
  }),
  "wrong-argument-count": error({
    message: (p: { function: string; expected: string; found: number }) =>
      `\`${p.function}\` takes ${p.expected}; here ${p.found === 1 ? "is" : "are"} ${p.found}`,
    meaning: "A function got too few or too many arguments.",
    remedy: "Give as many as the message says; [expressions.md](expressions.md) lists every function.",
  }),
  "constant-expected": error({
    message: (p: { function: string; expected: string }) => `\`${p.function}\` takes ${p.expected} written as a constant here`,
    meaning: "This argument is needed when the table is compiled, so it cannot come from a column.",
    remedy: "Write it as a JavaScript value, of the kind that the message names.",
  }),
  "invalid-value": error({
    message: (p: { value: string; expected: string }) => `${p.value} is not ${p.expected}`,
    meaning: "A value that was written down is outside of what is possible in its place.",
    remedy: "Write a value of the kind that the message names.",
  }),
  "pattern-not-portable": error({
    message: (p: { pattern: string; obstacle: string }) => `${p.pattern} does not mean the same on every engine: it has ${p.obstacle}`,
    help: () => "docs/expressions.md lists what a regular expression may have",
    meaning:
      "A regular expression is searched with by RE2 on the laptop and by Java on Spark. It may only have what both take and mean as JavaScript does, whatever the text.",
    remedy:
      "Write it with what [expressions.md](expressions.md#regular-expressions) lists. Often two simpler expressions do, one for each part.",
  }),
  "unknown-group": error({
    message: (p: { pattern: string; group: string; count: number; names: readonly string[] }) => `${p.pattern} has no group ${p.group}`,
    help: (p) =>
      p.count === 0
        ? "put parentheses around what you want, or leave the group out to take the whole match"
        : `0 is the whole match, ${p.count === 1 ? "1 is its group" : `1 to ${p.count} are its groups`}${p.names.length === 0 ? "" : `; named: ${p.names.join(", ")}`}`,
    meaning: "`regexpExtract` names a group that the regular expression does not have.",
    remedy: "Count the opening parentheses that capture, from 1, or give the group a name: `(?<name>...)`.",
  }),
  "native-text": error({
    message: (p: { engine: string; fault: string }) => `the \`${p.engine}\` text of \`native\` ${p.fault}`,
    help: () => "a text is one SQL expression over the names of `inputs`: see docs/expressions.md",
    meaning:
      "A native text reads its inputs and nothing else, so that where its value comes from is known. It is one expression: functions, signs, constants, `CASE` and `CAST`, without comments, quoted names, queries or aggregates.",
    remedy: "Name every column that it reads under `inputs`, and take out what is not allowed. What needs more is a step of the plan.",
  }),
  "invalid-cast": error({
    message: (p: { from: string; to: string }) => `${p.from} cannot be cast to ${p.to}`,
    help: () => "the casts that exist are listed in docs/expressions.md",
    meaning: "Only casts that mean the same on every engine exist.",
    remedy: "Go through another type, text for example, or derive the value: see [expressions.md](expressions.md).",
  }),
  "javascript-operator": error({
    message: (p: { operator: string; operand: string }) =>
      `${p.operator} of JavaScript cannot see what ${p.operand} holds: it has its value when the table is made`,
    help: (p) => OPERATORS[p.operator] ?? "use a method of it: `.eq(...)`, `.gt(...)`, `.plus(...)`, `.concat(...)`",
    meaning:
      "An expression stands for a value of every row, which is computed by Spark or DuckDB. For JavaScript it is an object, so `row.a && row.b` is `row.b`, `!row.a` is false, and `${row.a}` is no text of any row.",
    remedy: "Use the methods: `.and`, `.or`, `.not`, `.eq`, `.gt`, `.plus`, `.concat`, `.coalesce`, and `when(...).otherwise(...)`.",
  }),
  "not-an-expression": error({
    message: (p: { found: string; column?: string }) =>
      p.column === undefined
        ? `an expression is needed here, not ${p.found}`
        : `the column \`${p.column}\` is ${p.found}, and no expression`,
    help: (p) =>
      p.found === "nothing" && p.column !== undefined
        ? 'a part of a value is `.field("name")`, `.at(0)` or `.get("key")`; a method is called'
        : p.found === "null"
          ? "`.isNull()` asks for NULL; a NULL is `when(...).otherwise(null)`"
          : p.found.endsWith("without `otherwise`")
            ? "end it with `.otherwise(value)`, or `.otherwise(null)`"
            : p.found === "a window function"
              ? "make a column of it with `.window({ ... })` first, and use that column here"
              : p.found === "a measure"
                ? "make a column of it with `.aggregate({ ... })` or `.window({ ... })` first, and use that column here"
                : "use a column, or `literal(...)` for a constant",
    meaning:
      "A value of a row is a column, a function of columns, or a constant. Here is something else. Measures and window functions are computed over several rows, so they stand in `aggregate` and `window` only.",
    remedy: "Use a column or a constant. `nothing` often means a lambda that returns nothing.",
  }),
};
