/** A lake, a rename, and what comes of it. */
export interface RenameCase {
  readonly name: string;
  /** By path below the folder of the transforms; `../` leads out of it. */
  readonly files: Readonly<Record<string, string>>;
  /** `table.column new`, with `--also-in-files` behind it. */
  readonly rename: string;
  /** The lines after the rename that changed, by file. */
  readonly after?: Readonly<Record<string, readonly string[]>>;
  /** Or the code and a part of the message of the refusal. */
  readonly refused?: string;
}

/** Two sources with columns of the same names. */
const LANDING = `import { epochMillis, json, personal, source } from "sluice";
import { z } from "zod";
export const people = source("people", {
  path: "people/",
  format: json(),
  row: z.object({ id: z.string(), email: personal("email", z.email()), team: z.string(), score: personal("health", z.int32()), at: epochMillis() }),
  unique: ["id"],
});
export const readings = source("readings", {
  path: "readings/",
  format: json(),
  row: z.object({ id: z.string(), who: z.string(), score: z.int32(), at: epochMillis() }),
  eventTime: "at",
});
`;
const ZONES = `import { zone } from "sluice";
export const trusted = zone("trusted");
export const strict = zone("strict", { personal: "deny" });
`;
const HEAD = `import { count, type Field, type Relation, literal, when } from "sluice";
import { people, readings } from "./landing.ts";
import { strict, trusted } from "./zones.ts";
void [strict, trusted, count, literal, when, people, readings];
export type Any = Relation<Field>;
`;
const lake = (text: string, more: Readonly<Record<string, string>> = {}): Readonly<Record<string, string>> => ({
  "landing.ts": LANDING,
  "zones.ts": ZONES,
  "lake.ts": HEAD + text,
  ...more,
});

export const RENAME_CASES: readonly RenameCase[] = [
  {
    name: "a derived column in every operation after it",
    files: lake(`
const scored = people.derive((person) => ({ grade: person.score.times(2) }));
export const a = trusted.table("a", {
  from: scored
    .filter((row) => row.grade.gt(10).and(row.score.lt(100)))
    .latest({ by: ["team", "grade"], newest: "grade" })
    .derive((row) => ({ next: row.grade.plus(1), grade2: row.grade }))
    .select("id", "grade", "team", "next"),
});
export const b = trusted.table("b", { from: a.aggregate({ by: ["grade"], measures: (row) => ({ most: row.grade.max(), n: count() }) }) });
export const c = trusted.table("c", { from: a.rename({ grade: "level" }) });
export const d = trusted.table("d", { from: a.dropColumns("grade") });
export const e = trusted.table("e", { from: a.semiJoin(b, { on: { grade: "grade" }, where: (left, right) => left.grade.lte(right.grade) }) });
`),
    rename: "e.grade mark",
    after: {
      "lake.ts": [
        "const scored = people.derive((person) => ({ mark: person.score.times(2) }));",
        "    .filter((row) => row.mark.gt(10).and(row.score.lt(100)))",
        '    .latest({ by: ["team", "mark"], newest: "mark" })',
        "    .derive((row) => ({ next: row.mark.plus(1), grade2: row.mark }))",
        '    .select("id", "mark", "team", "next"),',
        'export const b = trusted.table("b", { from: a.aggregate({ by: ["mark"], measures: (row) => ({ most: row.mark.max(), n: count() }) }) });',
        'export const c = trusted.table("c", { from: a.rename({ mark: "level" }) });',
        'export const d = trusted.table("d", { from: a.dropColumns("mark") });',
        'export const e = trusted.table("e", { from: a.semiJoin(b, { on: { mark: "mark" }, where: (left, right) => left.mark.lte(right.mark) }) });',
      ],
    },
  },
  {
    name: "a measure",
    files: lake(`
export const teams = trusted.table("teams", { from: people.aggregate({ by: ["team"], measures: (row) => ({ score: row.score.max(), n: count() }) }) });
export const best = strict.table("best", { from: teams.filter((team) => team.score.gt(5)), personal: { score: "not a person's" } });
`),
    rename: "teams.score best-score",
    after: {
      "lake.ts": [
        'export const teams = trusted.table("teams", { from: people.aggregate({ by: ["team"], measures: (row) => ({ "best-score": row.score.max(), n: count() }) }) });',
        'export const best = strict.table("best", { from: teams.filter((team) => team["best-score"].gt(5)), personal: { "best-score": "not a person\'s" } });',
      ],
    },
  },
  {
    name: "a column that a window puts together and in order by",
    files: lake(`
const scored = people.derive((person) => ({ grade: person.score.times(2) }));
const order = { column: "grade", descending: true } as const;
export const a = trusted.table("a", {
  from: scored.window({ partitionBy: ["team", "grade"], orderBy: ["at", order], columns: (row) => ({ before: row.grade.lag() }) }),
});
export const b = trusted.table("b", {
  from: scored.window({ orderBy: ["grade", { column: "at" }], columns: (row) => ({ first: row.at.first() }) }).select("grade", "first"),
});
`),
    rename: "a.grade mark",
    after: {
      "lake.ts": [
        "const scored = people.derive((person) => ({ mark: person.score.times(2) }));",
        'const order = { column: "mark", descending: true } as const;',
        '  from: scored.window({ partitionBy: ["team", "mark"], orderBy: ["at", order], columns: (row) => ({ before: row.mark.lag() }) }),',
        '  from: scored.window({ orderBy: ["mark", { column: "at" }], columns: (row) => ({ first: row.at.first() }) }).select("mark", "first"),',
      ],
    },
  },
  {
    name: "a column that a window makes",
    files: lake(`
export const a = trusted.table("a", { from: people.window({ partitionBy: ["team"], columns: (row) => ({ best: row.score.max() }) }) });
export const b = trusted.table("b", { from: a.filter((row) => row.score.eq(row.best)).select("id", "best") });
`),
    rename: "a.best top",
    after: {
      "lake.ts": [
        'export const a = trusted.table("a", { from: people.window({ partitionBy: ["team"], columns: (row) => ({ top: row.score.max() }) }) });',
        'export const b = trusted.table("b", { from: a.filter((row) => row.score.eq(row.top)).select("id", "top") });',
      ],
    },
  },
  {
    name: "the element of an array",
    files: lake(`
import { json, source } from "sluice";
import { z } from "zod";
const baskets = source("baskets", { path: "baskets/", format: json(), row: z.object({ id: z.string(), fruits: z.array(z.string()) }) });
const each = baskets.explode("fruits", { as: "fruit", position: "place" });
export const a = trusted.table("a", { from: each.filter((row) => row.fruit.ne("fruit")).select("id", "fruit", "place") });
`),
    rename: "a.fruit kind",
    after: {
      "lake.ts": [
        'const each = baskets.explode("fruits", { as: "kind", position: "place" });',
        'export const a = trusted.table("a", { from: each.filter((row) => row.kind.ne("fruit")).select("id", "kind", "place") });',
      ],
    },
  },
  {
    name: "what a rename made, and one that ends it",
    files: lake(`
export const a = trusted.table("a", { from: people.rename({ score: "points", team: "group" }) });
export const b = trusted.table("b", { from: a.filter((row) => row.points.gt(1)).rename({ points: "score" }) });
export const c = trusted.table("c", { from: b.filter((row) => row.score.gt(1)) });
`),
    rename: "a.points total",
    after: {
      "lake.ts": [
        'export const a = trusted.table("a", { from: people.rename({ score: "total", team: "group" }) });',
        'export const b = trusted.table("b", { from: a.filter((row) => row.total.gt(1)).rename({ total: "score" }) });',
      ],
    },
  },
  {
    name: "a column that is derived in its own place",
    files: lake(`
export const a = trusted.table("a", { from: people.derive((row) => ({ grade: row.score })).derive((row) => ({ grade: row.grade.times(2) })) });
`),
    rename: "a.grade mark",
    after: {
      "lake.ts": [
        'export const a = trusted.table("a", { from: people.derive((row) => ({ mark: row.score })).derive((row) => ({ mark: row.mark.times(2) })) });',
      ],
    },
  },
  {
    name: "a raw key in a table: the table renames it, and what comes after follows",
    files: lake(`
export const a = trusted.table("a", { from: people.filter((row) => row.score.gt(1)) });
export const b = trusted.table("b", { from: a.filter((row) => row.score.gt(2)).semiJoin(readings, { on: { id: "who", score: "score" } }) });
export const c = trusted.table("c", { from: people.filter((row) => row.score.gt(3)) });
`),
    rename: "a.score points",
    after: {
      "lake.ts": [
        'export const a = trusted.table("a", { from: people.filter((row) => row.score.gt(1)).rename({ score: "points" }) });',
        'export const b = trusted.table("b", { from: a.filter((row) => row.points.gt(2)).semiJoin(readings, { on: { id: "who", points: "score" } }) });',
      ],
    },
  },
  {
    name: "a raw key in its source",
    files: lake('export const a = trusted.table("a", { from: people });'),
    rename: "people.score points",
    refused: "rename-raw-key: people.score is the key `score`",
  },
  {
    name: "a raw key that the files have under the new name too",
    files: lake(`
export const a = trusted.table("a", { from: people.filter((row) => row.score.gt(1)) });
export const b = trusted.table("b", { from: a.semiJoin(readings, { on: { score: "score" } }) });
`),
    rename: "b.score points --also-in-files",
    after: {
      "landing.ts": [
        '  row: z.object({ id: z.string(), email: personal("email", z.email()), team: z.string(), points: personal("health", z.int32()), at: epochMillis() }),',
      ],
      "lake.ts": [
        'export const a = trusted.table("a", { from: people.filter((row) => row.points.gt(1)) });',
        'export const b = trusted.table("b", { from: a.semiJoin(readings, { on: { points: "score" } }) });',
      ],
    },
  },
  {
    name: "a raw key in other case, which the files need not follow",
    files: lake('export const a = trusted.table("a", { from: readings.filter((row) => row.who.ne("x")) });'),
    rename: "readings.who Who",
    after: {
      "landing.ts": ["  row: z.object({ id: z.string(), Who: z.string(), score: z.int32(), at: epochMillis() }),"],
      "lake.ts": ['export const a = trusted.table("a", { from: readings.filter((row) => row.Who.ne("x")) });'],
    },
  },
  {
    name: "a schema in parts, from another file",
    files: {
      "zones.ts": ZONES,
      "schemas.ts": `import { z } from "zod";
export const base = z.object({ id: z.string(), code: z.string() });
export const more = { extra: z.int32() };
`,
      "lake.ts": `import { json, source } from "sluice";
import { z } from "zod";
import * as schemas from "./schemas.ts";
export const items = source("items", { path: "items/", format: json(), row: schemas.base.extend({ ...schemas.more, code: z.string().min(1) }), unique: [["id", "code"]] });
export const plain = source("plain", { path: "plain/", format: json(), row: z.object({ ...schemas.base.shape, size: z.int32() }) });
`,
    },
    rename: "items.extra rest --also-in-files",
    after: { "schemas.ts": ["export const more = { rest: z.int32() };"] },
  },
  {
    name: "a schema that two sources share",
    files: {
      "zones.ts": ZONES,
      "lake.ts": `import { json, source } from "sluice";
import { z } from "zod";
const row = z.object({ id: z.string(), code: z.string() });
export const one = source("one", { path: "one/", format: json(), row });
export const two = source("two", { path: "two/", format: json(), row });
`,
    },
    rename: "one.code sign --also-in-files",
    after: { "lake.ts": ["const row = z.object({ id: z.string(), sign: z.string() });"] },
  },
  {
    name: "names in strings, comments and other tables stay",
    files: lake(`
// grade: a comment about grade
const grade = 5;
/** The grade of a person. */
export const a = trusted.table("a", {
  from: people.derive((row) => ({ grade: row.score.plus(grade), text: literal("grade") })), /* grade */
  description: "grade",
});
export const b = trusted.table("b", { from: readings.derive((row) => ({ grade: row.score, note: literal(\`grade\`) })).filter((row) => row.grade.gt(grade)) });
`),
    rename: "a.grade mark",
    after: { "lake.ts": ['  from: people.derive((row) => ({ mark: row.score.plus(grade), text: literal("grade") })), /* grade */'] },
  },
  {
    name: "shadowed names",
    files: lake(`
const row = { grade: 1 };
const scored = people.derive((row) => ({ grade: row.score }));
export const a = trusted.table("a", {
  from: scored.filter((row) => {
    const inner = (row: { grade: number }) => row.grade;
    return row.grade.gt(inner({ grade: 3 }));
  }),
});
export const b = trusted.table("b", { from: scored.filter((grade) => grade.grade.gt(row.grade)) });
`),
    rename: "a.grade mark",
    after: {
      "lake.ts": [
        "const scored = people.derive((row) => ({ mark: row.score }));",
        "    return row.mark.gt(inner({ grade: 3 }));",
        'export const b = trusted.table("b", { from: scored.filter((grade) => grade.mark.gt(row.grade)) });',
      ],
    },
  },
  {
    name: "rows that are taken apart, renamed and passed on",
    files: lake(`
const scored = people.derive(({ score }) => ({ grade: score, other: score }));
const isGood = (person: (typeof scored)["columns"], least: number) => person.grade.gt(least);
function spread(person: (typeof scored)["columns"]) {
  const { grade: own, ...rest } = person;
  return { gap: own.minus(rest.other), same: own };
}
export const a = trusted.table("a", {
  from: scored
    .filter(({ grade, score }) => grade.gt(score))
    .filter((row) => isGood(row, 5))
    .filter((row) => {
      const alias = row;
      const { grade } = alias;
      return grade.gt(alias["grade"]).or((row as typeof row).grade.isNull());
    })
    .derive((row) => ({ ...spread(row), grade3: row.grade })),
});
`),
    rename: "a.grade mark",
    after: {
      "lake.ts": [
        "const scored = people.derive(({ score }) => ({ mark: score, other: score }));",
        'const isGood = (person: (typeof scored)["columns"], least: number) => person.mark.gt(least);',
        "  const { mark: own, ...rest } = person;",
        "    .filter(({ mark: grade, score }) => grade.gt(score))",
        "      const { mark: grade } = alias;",
        '      return grade.gt(alias["mark"]).or((row as typeof row).mark.isNull());',
        "    .derive((row) => ({ ...spread(row), grade3: row.mark })),",
      ],
    },
  },
  {
    name: "a macro that is told the name",
    files: lake(`
const scored = people.derive((row) => ({ grade: row.score }));
function newest<F extends Field>(relation: Relation<F>, key: F["name"]) {
  return relation.latest({ by: [key], newest: key });
}
export const a = trusted.table("a", { from: newest(scored, "grade") });
export const b = trusted.table("b", { from: newest(readings, "who") });
`),
    rename: "a.grade mark",
    after: {
      "lake.ts": [
        "const scored = people.derive((row) => ({ mark: row.score }));",
        'export const a = trusted.table("a", { from: newest(scored, "mark") });',
      ],
    },
  },
  {
    name: "a macro that names the column and its type",
    files: lake(`
const scored = people.derive((row) => ({ grade: row.score }));
const best = (relation: Relation<Field<"id", string> | Field<"grade", number>>) => relation.filter((row) => row.grade.gt(9));
export const a = trusted.table("a", { from: best(scored.select("id", "grade")) });
`),
    rename: "a.grade mark",
    after: {
      "lake.ts": [
        "const scored = people.derive((row) => ({ mark: row.score }));",
        'const best = (relation: Relation<Field<"id", string> | Field<"mark", number>>) => relation.filter((row) => row.mark.gt(9));',
        'export const a = trusted.table("a", { from: best(scored.select("id", "mark")) });',
      ],
    },
  },
  {
    name: "a macro that two columns of one name go through",
    files: lake(`
const best = (relation: Any) => relation.select("id", "grade");
export const a = trusted.table("a", { from: best(people.derive((row) => ({ grade: row.score })) as unknown as Any) });
export const b = trusted.table("b", { from: best(readings.derive((row) => ({ grade: row.score })) as unknown as Any) });
`),
    rename: "a.grade mark",
    refused: "rename-blocked: a.grade was not renamed, nothing has changed: `grade` means this column there",
  },
  {
    name: "macros in macros, in another file, with the name in an object",
    files: lake(
      `
import { rules } from "./macros.ts";
const scored = people.derive((row) => ({ grade: row.score }));
const config = { keys: ["id", "grade"], newest: "grade" } as const;
export const a = trusted.table("a", { from: rules(scored, config) as unknown as Any });
`,
      {
        "macros.ts": `import type { Field, Relation } from "sluice";
interface Config { readonly keys: readonly string[]; readonly newest: string }
const last = (relation: Relation<Field>, { keys, newest }: Config) => relation.latest({ by: [...keys], newest });
export function rules(relation: unknown, config: Config) {
  return last(relation as Relation<Field>, config);
}
`,
      },
    ),
    rename: "a.grade mark",
    after: {
      "lake.ts": [
        "const scored = people.derive((row) => ({ mark: row.score }));",
        'const config = { keys: ["id", "mark"], newest: "mark" } as const;',
      ],
    },
  },
  {
    name: "loops over literal arrays and objects",
    files: lake(`
const scored = people.derive((row) => ({ grade: row.score }));
for (const [name, key] of [["by_team", "team"], ["by_grade", "grade"]] as const) {
  trusted.table(name, { from: scored.aggregate({ by: [key], measures: () => ({ n: count() }) }) });
}
const KEYS = { one: "id", two: "grade" } as const;
for (const [name, key] of Object.entries(KEYS)) trusted.table(name, { from: scored.select("score", key) });
(["team", "grade"] as const).forEach((column) => trusted.table(\`only_\${column}s\`, { from: scored.select(column, "id") }));
export const tables = [{ name: "x", keep: "grade" } as const].map(({ name, keep }) => trusted.table(name, { from: scored.select(keep) }));
`),
    rename: "by_grade.grade mark",
    refused:
      "rename-blocked: by_grade.grade was not renamed, nothing has changed: more than the name would change: there would be only_marks in the place of only_grades",
  },
  {
    name: "loops in which the name is nothing but a column",
    files: lake(`
const scored = people.derive((row) => ({ grade: row.score }));
for (const [name, key] of [["by_team", "team"], ["by_grade", "grade"]] as const) {
  trusted.table(name, { from: scored.aggregate({ by: [key], measures: () => ({ n: count() }) }) });
}
const KEYS = { one: "id", two: "grade" } as const;
for (const [name, key] of Object.entries(KEYS)) trusted.table(name, { from: scored.select("score", key) });
(["team", "grade"] as const).forEach((column, i) => trusted.table(\`only_\${i}\`, { from: scored.select(column, "id") }));
export const tables = [{ name: "x", keep: "grade" } as const].map(({ name, keep }) => trusted.table(name, { from: scored.select(keep) }));
`),
    rename: "by_grade.grade mark",
    after: {
      "lake.ts": [
        "const scored = people.derive((row) => ({ mark: row.score }));",
        'for (const [name, key] of [["by_team", "team"], ["by_grade", "mark"]] as const) {',
        'const KEYS = { one: "id", two: "mark" } as const;',
        '(["team", "mark"] as const).forEach((column, i) => trusted.table(`only_${i}`, { from: scored.select(column, "id") }));',
        'export const tables = [{ name: "x", keep: "mark" } as const].map(({ name, keep }) => trusted.table(name, { from: scored.select(keep) }));',
      ],
    },
  },
  {
    name: "a column that a loop makes in several tables",
    files: lake(`
for (const [name, from] of [["a", people.select("id", "score")], ["b", people.select("id", "score")]] as const) {
  const scored = trusted.table(name, { from: from.derive((row) => ({ grade: row.score })) });
  trusted.table(\`\${name}_good\`, { from: scored.filter((row) => row.grade.gt(5)) });
}
export const other = trusted.table("other", { from: people.derive((row) => ({ grade: row.score })) });
`),
    rename: "a.grade mark",
    after: {
      "lake.ts": [
        "  const scored = trusted.table(name, { from: from.derive((row) => ({ mark: row.score })) });",
        "  trusted.table(`${name}_good`, { from: scored.filter((row) => row.mark.gt(5)) });",
      ],
    },
  },
  {
    name: "both columns that a join matches, where only one of them is kept",
    files: lake(`
const graded = people.derive((row) => ({ grade: row.score.plus(0) })).aggregate({ by: ["grade"], measures: () => ({ n: count() }) });
export const a = trusted.table("a", { from: readings.derive((row) => ({ grade: row.score.plus(1) })).join(graded, { on: { grade: "grade" } }) });
`),
    rename: "a.grade mark",
    after: {
      "lake.ts": [
        'const graded = people.derive((row) => ({ mark: row.score.plus(0) })).aggregate({ by: ["mark"], measures: () => ({ n: count() }) });',
        'export const a = trusted.table("a", { from: readings.derive((row) => ({ mark: row.score.plus(1) })).join(graded, { on: { mark: "mark" } }) });',
      ],
    },
  },
  {
    name: "a name that is put together",
    files: lake(`
const part = "gra";
const scored = people.derive((row) => ({ grade: row.score }));
export const a = trusted.table("a", { from: scored.select("id", \`\${part}de\` as "grade") });
`),
    rename: "a.grade mark",
    refused:
      "rename-blocked: a.grade was not renamed, nothing has changed: what stands there means the column, but its name is not written out",
  },
  {
    name: "a name in a file outside of the transforms",
    files: lake(
      `
import { KEY } from "../shared.ts";
const scored = people.derive((row) => ({ grade: row.score }));
export const a = trusted.table("a", { from: scored.select("id", KEY) });
`,
      { "../shared.ts": 'export const KEY = "grade" as const;\n' },
    ),
    rename: "a.grade mark",
    refused: "rename-blocked: a.grade was not renamed, nothing has changed: its name is written in a file that is not among the transforms",
  },
  {
    name: "both sides of a union",
    files: lake(`
const scored = people.derive((row) => ({ grade: row.score.plus(0) })).select("id", "grade");
const others = readings.derive((row) => ({ grade: row.score.plus(1) })).select("id", "grade");
export const a = trusted.table("a", { from: scored.union(others) });
`),
    rename: "a.grade mark",
    after: {
      "lake.ts": [
        'const scored = people.derive((row) => ({ mark: row.score.plus(0) })).select("id", "mark");',
        'const others = readings.derive((row) => ({ mark: row.score.plus(1) })).select("id", "mark");',
      ],
    },
  },
  {
    name: "a union of which one side keeps its name",
    files: lake(`
export const a = trusted.table("a", { from: people.select("id", "score") });
export const b = trusted.table("b", { from: a.union(readings.select("id", "score")) });
`),
    rename: "a.score points",
    refused: "rename-blocked: a.score was not renamed, nothing has changed: the other side of a union has `score` too",
  },
  {
    name: "a join that keeps one of two columns of a name",
    files: lake(`
export const a = trusted.table("a", { from: people.select("id", "team") });
export const b = trusted.table("b", { from: readings.select("id", "who").join(a, { on: { id: "id" } }) });
`),
    rename: "a.id key",
    refused: "rename-blocked: a.id was not renamed, nothing has changed: more than the name would change: b would gain `key`",
  },
  {
    name: "a name that the table has, in other case",
    files: lake('export const a = trusted.table("a", { from: people.select("id", "team") });'),
    rename: "a.id Team",
    refused: "rename-blocked: a.id was not renamed, nothing has changed: a has a column `team` already",
  },
  {
    name: "only the case",
    files: lake('export const a = trusted.table("a", { from: people.derive((row) => ({ grade: row.score })) });'),
    rename: "a.grade Grade",
    after: { "lake.ts": ['export const a = trusted.table("a", { from: people.derive((row) => ({ Grade: row.score })) });'] },
  },
  {
    name: "a name that no column can have",
    files: lake('export const a = trusted.table("a", { from: people });'),
    rename: 'a.score "x',
    refused: 'invalid-name: "\\"x" cannot be the name of a column',
  },
  {
    name: "tables that a macro makes, of which one is renamed",
    files: lake(`
function copy(name: string, from: Any) {
  return trusted.table(name, { from });
}
export const a = copy("a", people as unknown as Any);
export const b = copy("b", readings as unknown as Any);
export const c = trusted.table("c", { from: a.select("score") });
`),
    rename: "a.score points",
    after: {
      "lake.ts": [
        'export const a = copy("a", (people as unknown as Any).rename({ score: "points" }));',
        'export const c = trusted.table("c", { from: a.select("points") });',
      ],
    },
  },
  {
    name: "a table that a loop makes",
    files: lake(
      'for (const [name, from] of [["a", people.select("id", "score")], ["b", people.select("id", "score")]] as const) trusted.table(name, { from });\n',
    ),
    rename: "a.score points",
    refused: "rename-blocked: a.score was not renamed, nothing has changed: more than the name would change: b would",
  },
  {
    name: "options and reasons that stand elsewhere",
    files: lake(`
const scored = people.derive((row) => ({ grade: row.score }));
const on = { id: "who", grade: "score" } as const;
const reasons = { grade: "needed", email: "needed", score: "needed" };
const from = scored.semiJoin(readings, { on, where: (person) => person.grade.gte(scored.columns.grade) });
export const a = strict.table("a", { from, personal: { ...reasons } });
`),
    rename: "a.grade mark",
    after: {
      "lake.ts": [
        "const scored = people.derive((row) => ({ mark: row.score }));",
        'const on = { id: "who", mark: "score" } as const;',
        'const reasons = { mark: "needed", email: "needed", score: "needed" };',
        "const from = scored.semiJoin(readings, { on, where: (person) => person.mark.gte(scored.columns.mark) });",
      ],
    },
  },
  {
    name: "a person and a consent by columns of another table",
    files: {
      "landing.ts": `import { ambiguous, consent, epochMillis, json, source } from "sluice";
import { z } from "zod";
export const people = source("people", { path: "people/", format: json(), row: z.object({ id: z.string(), code: z.string(), agreed: epochMillis().optional() }), unique: [["id", "code"]] });
const { id: personId } = people.columns;
export const one = source("one", { path: "one/", format: json(), row: z.object({ id: z.string() }), person: { id: ambiguous(people.columns.id) } });
export const two = source("two", { path: "two/", format: json(), row: z.object({ who: z.string() }), person: { who: ambiguous(personId) } });
export const research = consent("research", { person: people, givenAt: ({ agreed }) => agreed });
`,
    },
    rename: "people.id key --also-in-files",
    after: {
      "landing.ts": [
        'export const people = source("people", { path: "people/", format: json(), row: z.object({ key: z.string(), code: z.string(), agreed: epochMillis().optional() }), unique: [["key", "code"]] });',
        "const { key: personId } = people.columns;",
        'export const one = source("one", { path: "one/", format: json(), row: z.object({ id: z.string() }), person: { id: ambiguous(people.columns.key) } });',
      ],
    },
  },
  {
    name: "a consent's own column",
    files: {
      "landing.ts": `import { consent, epochMillis, json, source } from "sluice";
import { z } from "zod";
export const people = source("people", { path: "people/", format: json(), row: z.object({ id: z.string(), agreed: epochMillis().optional() }), unique: ["id"] });
export const research = consent("research", { person: people, givenAt: ({ agreed }) => agreed });
`,
    },
    rename: "people.agreed consentGivenAt --also-in-files",
    after: {
      "landing.ts": [
        'export const people = source("people", { path: "people/", format: json(), row: z.object({ id: z.string(), consentGivenAt: epochMillis().optional() }), unique: ["id"] });',
        'export const research = consent("research", { person: people, givenAt: ({ consentGivenAt: agreed }) => agreed });',
      ],
    },
  },
  {
    name: "carriage returns, a byte order mark and wide text",
    files: {
      ...lake(""),
      "lake.ts":
        `\uFEFF${HEAD}/* 😀 日本 */ export const a = trusted.table("a", { from: people.derive((row) => ({ grade: row.score })).select("id", "grade") });\n`.replaceAll(
          "\n",
          "\r\n",
        ),
    },
    rename: "a.grade mark",
    after: {
      "lake.ts": [
        '/* 😀 日本 */ export const a = trusted.table("a", { from: people.derive((row) => ({ mark: row.score })).select("id", "mark") });',
      ],
    },
  },
];
