import type { LakePlan } from "../../../dsl/operations/lake.ts";
import { PSEUDONYM } from "../../../dsl/proofs/cases/tags.ts";
import type { Proven } from "../../../dsl/proofs/prove.ts";
import { byName, orderOf } from "../build.ts";
import { BOUNDS, type Claims, type Counts, claimsOf, count, type Order } from "./claims.ts";
import { compare, type Row } from "./evaluate.ts";
import { type LakeRun, runLake } from "./lake-run.ts";
import { People } from "./people.ts";
import { RandomPlans } from "./plans.ts";
import type { Prover } from "./prover.ts";
import { Random } from "./random.ts";
import type { Database, Origin, Result } from "./run.ts";
import { show } from "./show.ts";
import { namesOf, perturbed, type RandomWorld, randomDatabase, randomWorld, renamed, ZONES } from "./world.ts";

/** Something was proven that a database shows to be false. */
export class Counterexample extends Error {}

export interface Trial {
  readonly seed: number;
  readonly world: RandomWorld;
  readonly lake: LakePlan;
}

export type Shape = "any" | "wide";

export function trialOf(seed: number, shape: Shape = "any"): Trial & { readonly random: Random } {
  const random = new Random(seed);
  const world = randomWorld(random);
  const plans = new RandomPlans(random, world);
  plans.table(shape === "any" ? plans.relation(random.pick([1, 2, 2, 3, 3])) : plans.wide(random.integer(3, 8)));
  const lake: LakePlan = { zones: ZONES, consents: [world.consent], sources: byName(world.sources), tables: byName(plans.tables) };
  return { seed, world, lake, random };
}

/** Proves everything about a random lake and looks for a database that contradicts it. Throws `Counterexample`. */
export function check(seed: number, databases: number, counts: Counts, prover: Prover, shape: Shape = "any"): void {
  const { world, lake, random } = trialOf(seed, shape);
  const order = orderOf(lake);
  const proven = prover(lake, order);
  count(counts, "lakes", 1);
  const claims = [...proven.values()].map((table) => claimsOf(table, proven, random, counts));
  count(counts, "too many cases", lake.tables.length - proven.size);
  for (let i = 0; i < databases; i++) {
    const database = randomDatabase(random, lake.sources);
    const lakeRun = runLake(lake, order, database);
    const people = new People(
      world,
      database,
      lakeRun.rows(world.consent.person).map(({ row }) => row),
    );
    for (const claim of claims) {
      try {
        checkTable(claim, lakeRun, people, counts);
        if (i < 6) checkPerturbed(claim, lake, order, database, lakeRun, random, counts);
      } catch (error) {
        if (!(error instanceof Counterexample)) throw error;
        throw new Counterexample(`seed ${seed}, table ${claim.name}: ${error.message}\n${JSON.stringify(database)}\n${show(lake)}`);
      }
    }
  }
}

function checkTable(
  { name, proven, keys, orders, bounds, nulls, resolve: pathInRun }: Claims,
  lakeRun: LakeRun,
  people: People,
  counts: Counts,
): void {
  const rows = lakeRun.rows(name);
  const { knowledge, proof, pairs } = proven;
  const refute = (what: string, ...more: unknown[]): never => {
    throw new Counterexample(`${what} ${more.map((one) => JSON.stringify(one)).join(" ")}`);
  };
  if (rows.length > 0 && knowledge.cases.length === 0) refute("there are no rows", rows[0]?.row);
  for (const { step, status } of proof.fanOut) {
    const node = knowledge.steps[step];
    const met = (node === undefined ? undefined : lakeRun.matches(name).get(node)) ?? [];
    if (status === "proven") count(counts, "checked fan-out", met.length);
    if (status === "proven" && met.some((matches) => matches > 1)) refute("fan-out", step, met);
  }
  for (const { columns, nullSafe } of keys) {
    const values = rows.map(({ row }) => columns.map((column) => row[column] ?? null)).filter((key) => nullSafe || !key.includes(null));
    count(counts, "checked keys", values.length);
    if (new Set(values.map((key) => JSON.stringify(key))).size < values.length) refute("key", columns, nullSafe);
  }
  for (const { row } of rows) {
    for (const { column } of proof.notNull) if (row[column] === null) refute("not null", column, row);
    for (const column of nulls) if (row[column] !== null) refute("null", column, row);
    for (const { a, b, is } of orders) checkOrder(row, a, b, is, refute);
    for (const { column, is, limit } of bounds) {
      const value = row[column] ?? null;
      if (value === null || !BOUNDS[is](compare(value, limit))) refute(`bound ${is}`, column, limit, row);
    }
    count(counts, "checked bounds", bounds.length);
    count(counts, "checked not null", proof.notNull.length + nulls.length);
    count(counts, "checked orders", orders.length);
  }
  const consents = proof.consent.map((one) => ({ ...one, path: pathInRun(one.part.path) }));
  const claimed = [...pairs.values()].filter(({ cases, standing }) => standing.status === "proven" || !cases.some(({ exempt }) => exempt));
  const compared = claimed.map((pair) => ({ ...pair, paths: pair.rows.map(({ path }) => pathInRun(path)) }));
  const paths = new Set(knowledge.paths.map(pathInRun));
  const isKept = (path: string): boolean => paths.has(path) || paths.has(withoutSecond(path));
  for (const { derivations } of rows) {
    for (const derivation of derivations) {
      for (const [path, origin] of derivation) {
        const covered =
          isKept(path) ||
          [...derivation].some(([other, same]) => isKept(other) && same.source === origin.source && same.index === origin.index);
        if (!covered) refute("a part is forgotten", path);
      }
      for (const one of consents) {
        const origin = derivation.get(one.path);
        if (origin !== undefined) checkConsent(one, origin, people, counts, refute);
      }
      for (const {
        verdict,
        paths: [a = "", b = ""],
      } of compared) {
        const [left, right] = [derivation.get(a), derivation.get(b)];
        if (left === undefined || right === undefined) continue;
        if (verdict === "same") {
          count(counts, "checked same person", 1);
          if (!people.same(left, right)) refute("same person", a, b, left, right);
        } else if (verdict === "possible") {
          count(counts, "checked possible person", 1);
          if (!people.maybeSame(left, right)) refute("possible person", a, b, left, right);
        } else if (verdict === "named") {
          count(counts, "checked named people", 1);
          const isNaming = (row: Origin): boolean => row.source === "sale" && people.same(row, left) && people.same(row, right);
          if (!people.same(left, right) && ![...derivation.values()].some(isNaming)) refute("named people", a, b, left, right);
        }
      }
    }
  }
}

/** The proofs look at a second other row of a window only where the partition does not tell that both are about one person. */
const withoutSecond = (path: string): string => path.replaceAll(/(?<=^|[./])S(?=[0-9]+[.])/g, "R");

function checkOrder(row: Row, a: string, b: string, is: Order, refute: (what: string, ...more: unknown[]) => never): void {
  const [left, right] = [row[a] ?? null, row[b] ?? null];
  const order = left === null || right === null ? undefined : compare(left, right);
  const holds = order !== undefined && { equal: order === 0, differ: order !== 0, below: order < 0, atMost: order <= 0 }[is];
  if (!holds) refute(`order ${is}`, a, b, row);
}

type Consent = Proven["proof"]["consent"][number];

function checkConsent(
  proof: Consent,
  origin: Parameters<People["agreed"]>[0],
  people: People,
  counts: Counts,
  refute: (what: string, ...more: unknown[]) => never,
): void {
  const named = { column: proof.column };
  const code = proof.status === "proven" ? undefined : proof.failure.code;
  if (code === undefined) {
    count(counts, "checked consent", 1);
    if (!people.agreed(origin, named, "all", true)) refute("consent", proof.claim, proof.level, origin);
  } else if (code === "consent-of-some-owner") {
    count(counts, "checked some owner", 1);
    if (!people.agreed(origin, named, "some", true)) refute("consent of some owner", proof.claim, origin);
  } else if (code === "consent-not-at-event-time") {
    count(counts, "checked consent at any time", 1);
    if (!people.agreed(origin, named, "some", false)) refute("consent at any time", proof.claim, origin);
  }
}

/**
 * Changes one source column: values that are said not to carry it must stay, and all rows where nothing is said to depend on it. Where
 * people are counted, who they are changes and not how many.
 */
function checkPerturbed(
  { name, proven }: Claims,
  lake: LakePlan,
  order: readonly string[],
  database: Database,
  lakeRun: LakeRun,
  random: Random,
  counts: Counts,
): void {
  const source = random.pick(lake.sources);
  const changed = random.pick(source.columns);
  const names = countsDistinct(lake) ? namesOf(lake.sources, changed.name) : [];
  const tags = names.length > 0 ? names : [changed.personal ?? ""];
  const tag = tags.join();
  const carries = (one: string): boolean => one === PSEUDONYM || tags.some((name) => one === name || one === `hash of ${name}`);
  const other = names.length > 0 ? renamed(random, database, names) : perturbed(random, database, source, changed.name);
  if (other === undefined) return;
  const [before, after] = [lakeRun.rows(name), runLake(lake, order, other).rows(name)];
  const rows = new Map(after.map(({ id, row }) => [id, row]));
  const { columns, presence } = proven.proof.personal;
  for (const [column, carried] of Object.entries(columns)) {
    if (carried.some(carries)) continue;
    for (const { id, row } of before) {
      const same = rows.get(id);
      if (same === undefined) continue;
      count(counts, "checked values", 1);
      if (row[column] !== same[column])
        throw new Counterexample(`column ${column} carries ${tag}: ${JSON.stringify(row)} ${JSON.stringify(same)}`);
    }
    if (presence.some(carries)) continue;
    count(counts, "checked presence", 1);
    const bag = (results: readonly Result[]): string => JSON.stringify(results.map(({ row }) => row[column] ?? null).sort());
    if (bag(before) !== bag(after)) throw new Counterexample(`the rows depend on ${tag}, by ${column}`);
  }
}

const countsDistinct = ({ tables }: LakePlan): boolean => tables.some(({ relation }) => JSON.stringify(relation).includes("countDistinct"));
