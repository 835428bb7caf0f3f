import fc from "fast-check";
import { z } from "zod";
import { beginSession } from "../../dsl/authoring/session.ts";
import { assemble } from "../../dsl/compiler/assemble.ts";
import { emitLake } from "../../dsl/compiler/emit.ts";
import { dependencyOrder } from "../../dsl/compiler/order.ts";
import type { Problem } from "../../dsl/diagnostics/diagnostic.ts";
import { consent, epochMillis, json, parquet, personal, source, when, zone } from "../../dsl/index.ts";
import type { LakePlan } from "../../dsl/operations/lake.ts";
import { prove } from "../../dsl/proofs/prove.ts";

/** The texts that an author writes freely, one a place of the lake. */
export const PLACES = [
  "sourceDescription",
  "columnDescription",
  "tableDescription",
  "kind",
  "enumValue",
  "equalTo",
  "oneOf",
  "contained",
  "replaced",
  "concatenated",
  "otherwise",
  "manyReason",
  "personalReason",
  "file",
] as const;
export type Place = (typeof PLACES)[number];
export type Texts = Readonly<Record<Place, string>>;

/** Names as far as Sluice takes them: of two columns, of a source and of two tables. */
export interface Names {
  readonly key: string;
  readonly value: string;
  readonly source: string;
  readonly table: string;
  readonly joined: string;
}

const PIECES = [
  "'",
  '"',
  "'''",
  '"""',
  "`",
  "\\",
  "\\'",
  "\n",
  "\r\n",
  "\t",
  "\0",
  "${x}",
  "{{lake}}",
  "{{",
  "}}",
  "%s",
  "{0}",
  "--",
  "/*",
  "*/",
  ";",
  "; DROP TABLE x; --",
  "#",
  "# ",
  "__import__('os')",
  "\u202e",
  "\u200f",
  "\u2028",
  "\ufeff",
  "\ud83d\ude00",
  "e\u0301",
  "\ud800",
  "<script>",
  "|",
  "](x)",
  "&amp;",
  "\u001b[31m",
  "$$",
  "\\u0027",
  "\\N{DIGIT ONE}",
  "select",
  "None",
  ":name",
  "?",
  "@",
];

export const hostileText: fc.Arbitrary<string> = fc.oneof(
  {
    weight: 12,
    arbitrary: fc
      .array(fc.oneof(fc.constantFrom(...PIECES), fc.string({ unit: "binary", maxLength: 5 })), { minLength: 1, maxLength: 7 })
      .map((parts) => parts.join("")),
  },
  {
    weight: 1,
    arbitrary: fc.tuple(fc.constantFrom(...PIECES), fc.integer({ min: 50, max: 3000 })).map(([piece, times]) => piece.repeat(times)),
  },
);

/** All different, as the tame ones are: two columns that equal one constant equal each other, which the proofs see. */
export const hostileTexts: fc.Arbitrary<Texts> = fc
  .record(Object.fromEntries(PLACES.map((place) => [place, hostileText])) as Record<Place, fc.Arbitrary<string>>)
  .filter((texts) => new Set(Object.values(texts)).size === PLACES.length);

/** Words that mean something to Python, SQL, Hive, Spark or JavaScript, and odd characters that names may have. */
const COLUMNS = [
  "class",
  "lambda",
  "None",
  "import",
  "select",
  "table",
  "order",
  "constructor",
  "__proto__",
  "F",
  "sluice",
  "a-b",
  "$x",
  "@y",
  "_",
  "user",
  "Date",
  "col-1$@",
];
const TABLES = [
  "class",
  "import",
  "lambda",
  "sluice",
  "f",
  "pyspark",
  "dataframe",
  "select",
  "table",
  "spark",
  "window",
  "none",
  "def",
  "a_1",
  "order",
  "join",
];

export const names: fc.Arbitrary<Names> = fc
  .tuple(
    fc.uniqueArray(fc.oneof(fc.constantFrom(...COLUMNS), fc.stringMatching(/^[A-Za-z_@$][A-Za-z0-9_@$-]{0,20}$/)), {
      minLength: 2,
      maxLength: 2,
      selector: (name) => name.toLowerCase(),
    }),
    fc.uniqueArray(fc.oneof(fc.constantFrom(...TABLES), fc.stringMatching(/^[a-z][a-z0-9_]{0,20}$/)), { minLength: 3, maxLength: 3 }),
  )
  .map(([[key = "k", value = "v"], [one = "a", two = "b", three = "c"]]) => ({ key, value, source: one, table: two, joined: three }))
  .filter(({ key, value }) => ![key, value].some((name) => ["when", "given", "made"].includes(name.toLowerCase())));

/** The same lake with texts of which nobody can be afraid, each another. */
export const tameTexts = (): Texts => Object.fromEntries(PLACES.map((place) => [place, `tame ${place}`])) as Record<Place, string>;

export interface Compiled {
  readonly plan: LakePlan;
  readonly files: ReadonlyMap<string, string>;
}

/** Declares a lake with the texts, and compiles it in this process; the problems when it is refused. */
export function compiled(names: Names, texts: Texts): Compiled | { readonly problems: readonly Problem[] } {
  const session = beginSession();
  declare(names, texts);
  const { plan: assembled, problems } = assemble({ root: import.meta.dirname, session });
  const mistakes = [...session.problems, ...problems];
  if (mistakes.length > 0) return { problems: mistakes };
  const plan = { ...assembled, tables: assembled.tables.map((table) => ({ ...table, file: `transforms/${texts.file}.ts` })) };
  return { plan, files: emitLake(plan, prove(plan, dependencyOrder(plan))) };
}

// biome-ignore lint/suspicious/noExplicitAny: the names of the columns are known only when the test runs
type Untyped = any;

function declare(names: Names, texts: Texts): void {
  const people = source(names.source, {
    path: "people/",
    format: json(),
    description: texts.sourceDescription,
    row: z.object({
      [names.key]: personal(texts.kind, z.string().describe(texts.columnDescription)),
      [names.value]: z.enum([texts.enumValue, "another"]).optional(),
      given: epochMillis().optional(),
    }),
  });
  const research = consent("research", { person: people, givenAt: (person: Untyped) => person.given });
  const open = zone("open", { requires: research, personal: "deny", format: parquet() });
  const untyped = people as Untyped;
  const agreed = untyped.filter((person: Untyped) => person.given.isNotNull());
  const chosen = open.table(names.table, {
    description: texts.tableDescription,
    personal: { [names.key]: texts.personalReason },
    from: agreed
      .filter((person: Untyped) =>
        person[names.key]
          .eq(texts.equalTo)
          .or(person[names.key].in([texts.oneOf, "x"]))
          .or(person[names.key].contains(texts.contained))
          .or(person[names.value].isNotNull()),
      )
      .derive((person: Untyped) => ({
        made: person[names.key].replace("y", texts.replaced).concat(texts.concatenated),
        when: when(person[names.value].eq(texts.enumValue), "z").otherwise(texts.otherwise),
      })),
  } as never) as Untyped;
  open.table(names.joined, {
    personal: { [names.key]: texts.personalReason },
    from: chosen.select(names.key).join(agreed.select(names.key, "given"), { on: { [names.key]: names.key }, many: texts.manyReason }),
  } as never);
}
