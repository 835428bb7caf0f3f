import type { ConsentPlan, PersonReference, SourcePlan, TablePlan } from "../../../dsl/operations/lake.ts";
import { type ColumnType, DOUBLE, EPOCH_MILLIS, INT64, STRING } from "../../../dsl/schema/column-type.ts";
import { latest, readSource, sourceColumn, sourceOf, tableOf } from "../build.ts";
import type { Row, Value } from "./evaluate.ts";
import type { Random } from "./random.ts";
import type { Database } from "./run.ts";

/** Random declarations of a small lake: people, three kinds of things about them, and a table about nobody. */
export interface RandomWorld {
  readonly sources: readonly SourcePlan[];
  readonly consent: ConsentPlan;
  /** The person table, where it is the newest row of each person. */
  readonly current: TablePlan | undefined;
}

const TEXTS: ColumnType = { kind: "array", element: STRING };

export const ZONES = [
  { name: "denying", requires: "use", personal: "deny", implicit: "deny" },
  { name: "open", personal: "allow" },
] as const;

const column = (random: Random, name: string, type: ColumnType) =>
  sourceColumn(name, type, { nullable: random.chance(0.5), personal: name });

export function randomWorld(random: Random): RandomWorld {
  const withdrawn = random.chance(0.2);
  const emailUnique = !withdrawn && random.chance(0.85);
  const serialUnique = !withdrawn && random.chance(0.15);
  const customers = sourceOf(
    "cust",
    [
      column(random, "email", STRING),
      column(random, "serial", STRING),
      sourceColumn("consent", EPOCH_MILLIS, { nullable: true, personal: "consent" }),
      column(random, "reg", EPOCH_MILLIS),
    ],
    { unique: [...(emailUnique ? [["email"]] : []), ...(serialUnique ? [["serial"]] : [])] },
  );
  const current = withdrawn ? tableOf("cust_now", "open", latest(readSource(customers), ["email"], "reg")) : undefined;
  const person = current === undefined || random.chance(0.5) ? "cust" : "cust_now";
  const reference = (name: string, references: string, ambiguous: boolean): PersonReference => ({
    column: name,
    table: person,
    references,
    ambiguous,
  });
  const toEmail = (name: string): PersonReference => reference(name, "email", person === "cust" && !emailUnique);
  const event = (name: string): { readonly eventTime?: string } => (random.chance(0.75) ? { eventTime: name } : {});
  const motion = sourceOf(
    "acc",
    [
      column(random, "user", STRING),
      column(random, "ts", EPOCH_MILLIS),
      column(random, "x", INT64),
      column(random, "f", DOUBLE),
      column(random, "notes", TEXTS),
    ],
    {
      unique: random.chance(0.5) ? [["user", "ts"]] : [],
      person: [toEmail("user")],
      ...event("ts"),
    },
  );
  const steps = sourceOf("step", [column(random, "ser", STRING), column(random, "rt", EPOCH_MILLIS), column(random, "d", INT64)], {
    unique: random.chance(0.3) ? [["ser", "rt"]] : [],
    person: [reference("ser", "serial", !serialUnique)],
    ...event("rt"),
  });
  const orders = sourceOf("sale", [column(random, "buyer", STRING), column(random, "seller", STRING), column(random, "at", EPOCH_MILLIS)], {
    unique: random.chance(0.3) ? [["buyer", "at"]] : [],
    person: [toEmail("buyer"), toEmail("seller")],
    ...event("at"),
  });
  const other = sourceOf("dim", [column(random, "k", STRING), column(random, "lab", INT64)], { unique: random.chance(0.6) ? [["k"]] : [] });
  return {
    sources: [customers, motion, steps, orders, other],
    consent: { name: "use", person: current === undefined ? "cust" : current.name, givenAt: "consent" },
    current,
  };
}

/** Few values, so that they meet; some that only a careless function takes for one another. */
const VALUES: Readonly<Record<string, readonly Value[]>> = {
  string: ["a", "A", "b"],
  epochMillis: [0, 1, 2],
  int64: [-1, 0, 1],
  double: [0, -0, 1.5],
  // See `exploded`.
  array: ["", "a", "a|b", "b|b|A"],
};

const randomValue = (random: Random, { type, nullable }: SourcePlan["columns"][number]): Value =>
  nullable && random.chance(0.25) ? null : random.pick(VALUES[type.kind] ?? [null]);

const fits = ({ unique }: SourcePlan, rows: readonly Row[], row: Row): boolean =>
  !unique.some((key) => key.every((name) => row[name] !== null) && rows.some((other) => key.every((name) => other[name] === row[name])));

export function randomDatabase(random: Random, sources: readonly SourcePlan[]): Database {
  return Object.fromEntries(
    sources.map((source) => {
      const rows: Row[] = [];
      for (let left = random.pick([0, 1, 2, 3, 4, 4, 4]); left > 0; left--) {
        for (let attempt = 0; attempt < 8; attempt++) {
          const row = Object.fromEntries(source.columns.map((one) => [one.name, randomValue(random, one)]));
          if (!fits(source, rows, row)) continue;
          rows.push(row);
          break;
        }
      }
      return [source.name, rows];
    }),
  );
}

/** Other values in one column of one source; undefined when the declarations allow none. */
export function perturbed(random: Random, database: Database, source: SourcePlan, name: string): Database | undefined {
  const before = database[source.name] ?? [];
  const declared = source.columns.find((one) => one.name === name);
  if (declared === undefined) return undefined;
  for (let attempt = 0; attempt < 12; attempt++) {
    const rows: Row[] = [];
    for (const row of before) {
      for (let i = 0; i < 6; i++) {
        const changed = { ...row, [name]: randomValue(random, declared) };
        if (!fits(source, rows, changed)) continue;
        rows.push(changed);
        break;
      }
    }
    if (rows.length === before.length && JSON.stringify(rows) !== JSON.stringify(before)) return { ...database, [source.name]: rows };
  }
  return undefined;
}

/** The columns by whose values the column tells who somebody is, itself and those that refer to one another; none for other columns. */
export const namesOf = (sources: readonly SourcePlan[], name: string): readonly string[] =>
  ["email", "serial"]
    .map((told) => [
      told,
      ...sources.flatMap(({ person }) => person.filter(({ references }) => references === told).map(({ column: referring }) => referring)),
    ])
    .find((names) => names.includes(name)) ?? [];

/** Other names for everybody: what was one value stays one. */
export function renamed(random: Random, database: Database, names: readonly string[]): Database {
  const others = random.sample(["a", "A", "b", "c", "d"], 3);
  const rename = (value: Value): Value => others[(VALUES.string ?? []).indexOf(value)] ?? value;
  const inRow = (row: Row): Row =>
    Object.fromEntries(Object.entries(row).map(([name, value]) => [name, names.includes(name) ? rename(value) : value]));
  return Object.fromEntries(Object.entries(database).map(([source, rows]) => [source, rows.map(inRow)]));
}
