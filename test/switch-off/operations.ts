import type { Operation } from "../../dsl/operations/relation.ts";
import { append, type Switch } from "./switch.ts";

const KINDS: { readonly [Op in Operation]: "read" | "authored" | "lowered" | "both" } = {
  read: "read",
  filter: "both",
  select: "authored",
  dropColumns: "authored",
  rename: "authored",
  derive: "authored",
  project: "lowered",
  join: "both",
  leftJoin: "both",
  semiJoin: "both",
  antiJoin: "both",
  distinct: "both",
  latest: "both",
  aggregate: "both",
  window: "both",
  explode: "both",
  union: "both",
};
const OPERATIONS = Object.keys(KINDS) as Operation[];
const AUTHORED = OPERATIONS.filter((op) => KINDS[op] === "authored");
/** What the rewrites leave. */
const LOWERED = OPERATIONS.filter((op) => KINDS[op] === "lowered" || KINDS[op] === "both");
const WITH_INPUT = OPERATIONS.filter((op) => KINDS[op] !== "read");
/** The plan shows the schema of what an author wrote. */
const WITH_SCHEMA = OPERATIONS.filter((op) => KINDS[op] === "authored" || KINDS[op] === "both");

interface InItsPlace {
  readonly fn: "needs" | "schema" | "lineage" | "inputs" | "withInputs" | "projection";
  /** `original` is the function of the rule, and `changed` a schema whose columns are null where the function says so. */
  readonly code: string;
  /** Where it is something else than the rule has. */
  readonly of: readonly Operation[];
}

const WRONG: Readonly<Record<string, InItsPlace>> = {
  "needs: every column": {
    fn: "needs",
    code: "(_node, _needed, inputs) => inputs.map(({ columns }) => new Set(columns.map(({ name }) => name)))",
    of: LOWERED.filter((op) => op !== "distinct" && op !== "latest"),
  },
  "needs: only what is asked for": {
    fn: "needs",
    code: "(_node, needed, inputs) => inputs.map(({ columns }) => new Set(columns.map(({ name }) => name).filter((name) => needed.has(name))))",
    of: LOWERED.filter((op) => op !== "union"),
  },
  "schema: nothing may be null": { fn: "schema", code: "(...args) => changed(original(...args), () => false)", of: WITH_SCHEMA },
  "schema: everything may be null": { fn: "schema", code: "(...args) => changed(original(...args), () => true)", of: WITH_SCHEMA },
  "schema: the nullability of the input": {
    fn: "schema",
    code: `(node, inputs, report) => {
      const before = new Map(inputs.flatMap(({ columns }) => columns).map(({ name, nullable }) => [name, nullable]));
      return changed(original(node, inputs, report), ({ name, nullable }) => before.get(name) ?? nullable);
    }`,
    of: ["filter", "join", "leftJoin", "semiJoin", "aggregate", "union", "derive"],
  },
  "schema: reports nothing": {
    fn: "schema",
    code: "(node, inputs) => original(node, inputs, () => {})",
    of: WITH_SCHEMA.filter((op) => op !== "filter" && op !== "derive"),
  },
  "lineage: columns come from nowhere": {
    fn: "lineage",
    code: `(...args) => {
      const { columns, rows } = original(...args);
      return { columns: new Map([...columns].map(([name, column]) => [name, { ...column, from: [] }])), rows };
    }`,
    of: ["read", ...WITH_INPUT],
  },
  "lineage: columns are copies": {
    fn: "lineage",
    code: `(...args) => {
      const { columns, rows } = original(...args);
      const copied = ({ from, ...column }) => ({ ...column, from: from.map((origin) => ({ ...origin, how: "copied" })) });
      return { columns: new Map([...columns].map(([name, column]) => [name, copied(column)])), rows };
    }`,
    of: WITH_INPUT,
  },
  "lineage: nothing decides the rows": { fn: "lineage", code: "(...args) => ({ ...original(...args), rows: [] })", of: WITH_INPUT },
  "lineage: what decides the rows of the inputs decides them": {
    fn: "lineage",
    code: "(...args) => ({ ...original(...args), rows: args[1].flatMap(({ rows }) => rows) })",
    of: ["filter", "join", "leftJoin", "semiJoin", "antiJoin", "distinct", "latest", "aggregate", "explode"],
  },
  "inputs: none": { fn: "inputs", code: "() => []", of: WITH_INPUT },
  "withInputs: as it was": { fn: "withInputs", code: "(node) => node", of: WITH_INPUT },
  "projection: the columns of the input": {
    fn: "projection",
    code: '(_node, input) => input.columns.map(({ name }) => ({ name, expression: { op: "column", name } }))',
    of: AUTHORED,
  },
};

const inItsPlace = (op: string, fn: string, code: string): string => `
{
  const rule = RULES.${op};
  const original = rule.${fn};
  const changed = (schema, nullable) => ({ ...schema, columns: schema.columns.map((column) => ({ ...column, nullable: nullable(column) })) });
  rule.${fn} = ${code};
}`;

/**
 * Each function of each rule, something wrong in its place; but for `expressions`, which only `sluice rename`
 * reads.
 */
export const operationSwitches = (): readonly Switch[] =>
  Object.entries(WRONG).flatMap(([name, { fn, code, of }]) =>
    of.map((op) => ({
      name: `operation ${op}, ${name}`,
      patches: { "dsl/operations/rules.ts": append(inItsPlace(op, fn, code)) },
      concerns: ({ used, codes }) => used.includes(op) || codes.length > 0,
    })),
  );
