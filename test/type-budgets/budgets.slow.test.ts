import { describe, expect, test } from "vitest";
import { instantiationsOf } from "../types/checker.ts";

/**
 * What the types of one step cost at 50 columns, in type instantiations. Each step is on relations of its own, whose columns
 * have been looked at once; its cost is the difference between programs of six and of three such steps. Half of the columns
 * may be null.
 */

const COLUMNS = 50;
const HEAD = `import { count, type Decimal, type EpochMillis, type Field, literal, type Table } from "sluice";\n`;
const TYPES = ["string", "number", "Decimal", "EpochMillis", "boolean"];

const fields = (prefix: string, columns: number): string =>
  Array.from({ length: columns }, (_, i) => `Field<"${prefix}${i}", ${TYPES[i % TYPES.length]}${i % 2 === 0 ? "" : " | null"}>`).join(
    " | ",
  );
const tableOf = (name: string, prefix: string, columns: number): string =>
  `declare const ${name}: Table<${fields(prefix, columns)}>; ${name}.columns.${prefix}0;\n`;

/** `left` has the columns a0 to a49, `right` b0 to b49, `other` those of `left` with other nulls; in each copy of their own. */
function program(steps: number, step: string): string {
  const copy = (text: string, i: number): string =>
    text.replace(/\b(left|right|other|result)\b(?=[.,):; ])/g, `$1${i}`).replace(/\b([ab])(\d+)\b/g, `$1$2_${i}`);
  const tables = (i: number): string =>
    copy(
      tableOf("left", "a", COLUMNS) +
        tableOf("right", "b", COLUMNS) +
        tableOf("other", "a", COLUMNS).replace('"a0", string', '"a0", string | null'),
      i,
    );
  return HEAD + Array.from({ length: steps }, (_, i) => tables(i) + copy(step, i)).join("");
}

const measured = new Map<string, number>();

/** Instantiations of one more copy of the text. */
function marginal(text: string): number {
  const known = measured.get(text) ?? (instantiationsOf(program(6, text)) - instantiationsOf(program(3, text))) / 3;
  measured.set(text, known);
  return known;
}

const costOf = (step: string): number => marginal(`const result = ${step};\n`) - marginal("");

const STEPS = {
  filter: { step: "left.filter((row) => row.a1.gt(3))", budget: 300 },
  dropColumns: { step: 'left.dropColumns("a1", "a2", "a3", "a7", "a9")', budget: 250 },
  select: { step: 'left.select("a1", "a2", "a3")', budget: 150 },
  rename: { step: 'left.rename({ a1: "c", a2: "d" })', budget: 450 },
  derive: { step: "left.derive((row) => ({ a1: row.a1.plus(1) }))", budget: 300 },
  join: { step: 'left.join(right, { on: { a5: "b5" } })', budget: 300 },
  joinWhere: { step: 'left.join(right, { on: { a5: "b5" }, where: (l, r) => l.a3.lte(r.b3) })', budget: 500 },
  joinWithin: { step: 'left.join(right.select("b5", "b6"), { on: { a5: "b5" } })', budget: 400 },
  leftJoin: { step: 'left.leftJoin(right, { on: { a5: "b5" } })', budget: 500 },
  semiJoin: { step: 'left.semiJoin(right, { on: { a5: "b5" } })', budget: 200 },
  semiJoinWhere: { step: 'left.semiJoin(right, { on: { a5: "b5" }, where: (l, r) => l.a3.lte(r.b3) })', budget: 400 },
  antiJoin: { step: 'left.antiJoin(right, { on: { a5: "b5" } })', budget: 100 },
  latest: { step: 'left.latest({ by: ["a0"], newest: "a3" })', budget: 50 },
  window: {
    step: 'left.window({ partitionBy: ["a0"], orderBy: ["a1"], columns: (row) => ({ before: row.a1.lag() }) })',
    budget: 200,
  },
  distinct: { step: "left.distinct()", budget: 50 },
  union: { step: "left.union(other)", budget: 1000 },
  aggregate: { step: 'left.aggregate({ by: ["a0"], measures: (row) => ({ sum: row.a1.sum(), n: count() }) })', budget: 300 },
} as const;

describe("at 50 columns", () => {
  test.each(Object.entries(STEPS))("%s", (_, { step, budget }) => {
    expect(costOf(step)).toBeLessThanOrEqual(budget);
  });
});

/** A mistake, and the right call that it is measured by. */
const MISTAKES: readonly (readonly [keyof typeof STEPS, string])[] = [
  ["filter", "left.filter((row) => row.colour.gt(3))"],
  ["filter", 'left.filter((row) => row.a1.gt("3"))'],
  ["dropColumns", 'left.dropColumns("colour")'],
  ["select", 'left.select("a1", "colour")'],
  ["rename", 'left.rename({ a1: "a2" })'],
  ["derive", "left.derive(() => ({ a1: 1 }))"],
  ["join", 'left.join(right, { on: { colour: "b5" } })'],
  ["join", 'left.join(right, { on: { a5: "colour" } })'],
  ["join", 'left.join(left, { on: { a5: "a5" } })'],
  ["union", "left.union(right)"],
];

describe("a mistake costs at most three times the right call", () => {
  test.each(MISTAKES)("%s: %s", (right, step) => {
    expect(costOf(step)).toBeLessThanOrEqual(3 * costOf(STEPS[right].step));
  });
});

test("a chain of 200 mixed steps", () => {
  const steps = Array.from({ length: 50 }, (_, i) => [
    `const f${i} = ${i % 10 === 0 ? "start" : `d${i - 1}`}.filter((row) => row.a${1 + 2 * (i % 25)}.isNotNull());`,
    `declare const k${i}: Table<Field<"x${i}", string> | Field<"y${i}", number>>; const j${i} = f${i}.join(k${i}, { on: { a0: "x${i}" } });`,
    `const e${i} = j${i}.derive((row) => ({ z${i}: row.y${i}.plus(1), a2: literal(${i}) }));`,
    `const d${i} = e${i}.dropColumns("x${i}", "y${i}", "z${i}");`,
  ]).flat();
  const text = `${HEAD}${tableOf("start", "a", COLUMNS)}${steps.join("\n")}\n`;
  expect(instantiationsOf(text)).toBeLessThan(40_000);
});

/** In chains of ten; each joins a relation of its own, and what joins and filters stands where `from` does. */
test("200 tables of 300 columns, each joined and filtered", () => {
  const tables = Array.from({ length: 200 }, (_, i) => {
    const from = `${i % 10 === 0 ? "start" : `t${i - 1}`}.join(k${i}, { on: { a0: "x${i}" } }).filter((row) => row.y${i}.isNotNull())`;
    const right = `declare const k${i}: Table<Field<"x${i}", string> | Field<"y${i}", number | null>>;`;
    return `${right} const t${i} = trusted.table("t${i}", { from: ${from} });\n`;
  }).join("");
  const head = `import { zone } from "sluice";\n${HEAD}${tableOf("start", "a", 300)}const trusted = zone("trusted");\n`;
  expect(instantiationsOf(head + tables)).toBeLessThan(100_000);
});
