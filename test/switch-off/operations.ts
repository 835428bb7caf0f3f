import type { Operation } from "../../dsl/operations/relation.ts";
import { append, type Switch, uses } from "./switch.ts";

/** Names that the code below uses: `original` is the function of the rule, and it gives the one in its place. */
const IN_ITS_PLACE: Readonly<Record<string, readonly [fn: string, code: string]>> = {
  "needs: every column": ["needs", "(_node, _needed, inputs) => inputs.map(({ columns }) => new Set(columns.map(({ name }) => name)))"],
  "needs: only what is asked for": [
    "needs",
    "(_node, needed, inputs) => inputs.map(({ columns }) => new Set(columns.map(({ name }) => name).filter((name) => needed.has(name))))",
  ],
  "schema: nothing may be null": ["schema", "(...args) => changed(original(...args), () => false)"],
  "schema: everything may be null": ["schema", "(...args) => changed(original(...args), () => true)"],
  "schema: the nullability of the input": [
    "schema",
    "(node, inputs, report) => changed(original(node, inputs, report), (column) => inputs.flatMap(({ columns }) => columns).find(({ name }) => name === column.name)?.nullable ?? column.nullable)",
  ],
  "schema: reports nothing": ["schema", "(node, inputs) => original(node, inputs, () => {})"],
  "lineage: columns come from nowhere": [
    "lineage",
    "(...args) => { const { columns, rows } = original(...args); return { columns: new Map([...columns].map(([name, column]) => [name, { ...column, from: [] }])), rows }; }",
  ],
  "lineage: columns are copies": [
    "lineage",
    "(...args) => { const { columns, rows } = original(...args); return { columns: new Map([...columns].map(([name, column]) => [name, { ...column, from: column.from.map((origin) => ({ ...origin, how: 'copied' })) }])), rows }; }",
  ],
  "lineage: nothing decides the rows": ["lineage", "(...args) => ({ ...original(...args), rows: [] })"],
  "lineage: the rows of the inputs": ["lineage", "(...args) => ({ ...original(...args), rows: args[1].flatMap(({ rows }) => rows) })"],
  "inputs: none": ["inputs", "() => []"],
  "withInputs: as it was": ["withInputs", "(node) => node"],
  "expressions: none": ["expressions", "() => []"],
  "projection: the columns of the input": [
    "projection",
    "(_node, input) => input.columns.map(({ name }) => ({ name, expression: { op: 'column', name } }))",
  ],
};

const OPERATIONS: { readonly [Op in Operation]: true } = {
  read: true,
  filter: true,
  select: true,
  dropColumns: true,
  rename: true,
  derive: true,
  project: true,
  join: true,
  leftJoin: true,
  semiJoin: true,
  antiJoin: true,
  distinct: true,
  latest: true,
  aggregate: true,
  union: true,
};
const PROJECTIONS = ["select", "dropColumns", "rename", "derive", "project"];

const code = (op: string, fn: string, inItsPlace: string): string => `
{
  const rule = RULES.${op};
  const original = rule.${fn};
  const changed = (schema, nullable) => ({ ...schema, columns: schema.columns.map((column) => ({ ...column, nullable: nullable(column) })) });
  rule.${fn} = ${inItsPlace};
}`;

/** Each function of each rule, something wrong in its place. */
export const operationSwitches = (): readonly Switch[] =>
  Object.keys(OPERATIONS).flatMap((op) =>
    Object.entries(IN_ITS_PLACE)
      .filter(([, [fn]]) => fn !== "projection" || PROJECTIONS.includes(op))
      .map(([name, [fn, inItsPlace]]) => ({
        name: `operation ${op}, ${name}`,
        patches: { "dsl/operations/rules.ts": append(code(op, fn, inItsPlace)) },
        concerns: uses(op),
      })),
  );
