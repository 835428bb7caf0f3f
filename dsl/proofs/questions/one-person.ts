import type { AnyJoinNode } from "../../operations/join.ts";
import type { WindowNode } from "../../operations/window.ts";
import { allRows, type Case, type CaseRow } from "../cases/case.ts";
import { isWithin } from "../cases/paths.ts";
import { COMBINATIONS, viewsWith } from "../cases/views.ts";
import { TooMuch } from "../closure/work.ts";
import { aboutPeople, peopleIn } from "../persons/about.ts";
import type { Persons } from "../persons/persons.ts";
import type { AcknowledgementKey, OnePersonProof, Outcome, Part } from "../proof.ts";
import { claimOf, onePersonFailure } from "./one-person-failure.ts";
import { type PersonsInCase, personsInCase, type SamePerson } from "./same-person.ts";
import { type Asked, byCase, type Meeting, meeting, partOf } from "./table.ts";

/** Every pair of rows about people that make up one output row, by their paths. */
export type Pairs = ReadonlyMap<string, Pair>;

export interface Pair {
  readonly rows: readonly [CaseRow, CaseRow];
  /** Of the cases, the one that claims least. */
  readonly verdict: SamePerson;
  readonly cases: readonly PairInCase[];
  readonly meeting: Meeting;
  readonly standing: Standing;
}

interface PairInCase {
  readonly people: PersonsInCase;
  readonly rows: readonly [CaseRow, CaseRow];
  readonly verdict: SamePerson;
  /** One of the two is part of a crowd, of which nothing is asked. */
  readonly exempt: boolean;
}

type Standing =
  | { readonly status: "proven" | "failed" }
  /** Shown in some cases only, and not asked in the others. */
  | { readonly status: "exempt" }
  | { readonly status: "acknowledged"; readonly by: readonly AcknowledgementKey[] }
  | { readonly status: "inherited"; readonly from: string };

/** The less is claimed, the lower: a pair that is `same` in one case and `named` in another is said to be `named`. */
const RANKS: { readonly [S in SamePerson]: number } = { unknown: 0, possible: 1, named: 2, same: 3, unrelated: 4 };
const isFine = (verdict: SamePerson): boolean => RANKS[verdict] >= RANKS.named;

/** How each pair of rows of a table stands, by their paths. */
export type Standings = ReadonlyMap<string, Standing>;

export const standingsOf = (pairs: Pairs): Standings => new Map([...pairs].map(([key, { standing }]) => [key, standing]));

const keyOf = (a: string, b: string): string => `${a}|${b}`;

/** The people in groups that do not tell them apart. */
export function crowdOf({ knowledge }: Asked): readonly Part[] {
  const rows = knowledge.cases.flatMap((one) => allRows(one).filter(({ role, crowd }) => role === "data" && crowd));
  return [...new Map(rows.map((row) => [row.path, partOf(row)])).values()];
}

/** Whether the rows about people that make up one output row are about one person. Of a crowd that is not asked. */
export function comparePeople(asked: Asked): Pairs {
  const found = new Map<string, { readonly rows: Pair["rows"]; readonly cases: PairInCase[] }>();
  for (const one of asked.knowledge.cases) {
    for (const { a, b, cases } of pairsIn(one, asked.persons)) {
      const key = keyOf(a.path, b.path);
      const pair = found.get(key) ?? { rows: [a, b] as const, cases: [] };
      pair.cases.push(...cases);
      found.set(key, pair);
    }
  }
  const unsettled = [...found].map(([key, { rows, cases }]) => ({
    key,
    rows,
    cases,
    verdict: verdictOf(cases),
    meeting: meeting(...rows, asked),
  }));
  const pairs = new Map<string, Pair>();
  const accepted: Pair[] = [];
  for (const { key, ...pair } of unsettled.sort((a, b) => depthOf(a.meeting) - depthOf(b.meeting))) {
    const settled = { ...pair, standing: standingOf(pair, accepted, asked) };
    pairs.set(key, settled);
    if (settled.standing.status === "acknowledged") accepted.push(settled);
  }
  return pairs;
}

interface PairIn {
  readonly a: CaseRow;
  readonly b: CaseRow;
  readonly cases: readonly PairInCase[];
}

/** The pairs of rows about people in a case, each in the combinations that it depends on. */
function* pairsIn(one: Case, persons: Persons): Generator<PairIn> {
  const rows = peopleIn(one, persons);
  const abouts = new Map(rows.map((row) => [row, aboutPeople(one, row, persons)]));
  for (const [i, a] of rows.entries()) {
    for (const b of rows.slice(i + 1)) {
      const [first, second] = [abouts.get(a), abouts.get(b)];
      const about = { terms: [...(first?.terms ?? []), ...(second?.terms ?? [])], rows: [a.row, b.row] };
      const { cases, complete } = viewsWith(one, [a, b], about);
      const inViews = cases.map((view): PairInCase => {
        const people = peopleOf(view, persons);
        return { people, rows: [a, b], verdict: people.compare(a, b), exempt: a.crowd || b.crowd };
      });
      if (!complete && inViews.some(isWrong)) throw new TooMuch(COMBINATIONS);
      if (inViews.length > 0) yield { a, b, cases: inViews };
    }
  }
}

const compared = new WeakMap<Case, PersonsInCase>();

function peopleOf(view: Case, persons: Persons): PersonsInCase {
  const known = compared.get(view) ?? personsInCase(view, persons);
  compared.set(view, known);
  return known;
}

/** What is least claimed in the cases in which it is asked and not so; of all where there are none. */
function verdictOf(cases: readonly PairInCase[]): SamePerson {
  const wrong = cases.filter(isWrong);
  return (wrong.length > 0 ? wrong : cases).map(({ verdict }) => verdict).reduce((a, b) => (RANKS[b] < RANKS[a] ? b : a));
}

const isWrong = ({ verdict, exempt }: PairInCase): boolean => !isFine(verdict) && !exempt;

/** Inner joins have smaller numbers; those of other tables come before all. */
const depthOf = (at: Meeting): number => ("step" in at ? at.step : -1);

type Unsettled = Omit<Pair, "standing">;

function standingOf(pair: Unsettled, accepted: readonly Pair[], asked: Asked): Standing {
  const { cases, meeting: at } = pair;
  if (!cases.some(isWrong)) return { status: cases.every(({ verdict }) => isFine(verdict)) ? "proven" : "exempt" };
  if ("table" in at) {
    const standings = asked.upstream(at.table)?.standings;
    const [a, b] = at.paths;
    const before = standings?.get(keyOf(a, b)) ?? standings?.get(keyOf(b, a));
    if (before?.status === "failed") return { status: "inherited", from: at.table };
    return before === undefined || before.status === "proven" || before.status === "exempt" ? { status: "failed" } : before;
  }
  const by = acceptedBy(pair, at.step, accepted, asked);
  return by === undefined ? { status: "failed" } : { status: "acknowledged", by };
}

/** The reasons of the join that combines the two; or those of a join within it, for two rows whose people are the same as these. */
function acceptedBy(
  { verdict, cases, rows }: Unsettled,
  step: number,
  accepted: readonly Pair[],
  { knowledge }: Asked,
): readonly AcknowledgementKey[] | undefined {
  const reasons = (knowledge.steps[step] as AnyJoinNode | WindowNode | undefined)?.reasons;
  const kind =
    verdict === "possible" && reasons?.anyOwner !== undefined ? "anyOwner" : reasons?.samePerson === undefined ? undefined : "samePerson";
  if (kind !== undefined) return [{ kind, table: knowledge.table.name, step }];
  const within = accepted.filter((pair) => pair.rows.every(({ path }) => isWithin(path, rows[0].path, rows[1].path, step)));
  if (within.length === 0) return undefined;
  const keys: AcknowledgementKey[] = [];
  for (const one of cases) {
    if (!isWrong(one)) continue;
    const stands = within.find((pair) => standsFor(pair, one));
    if (stands?.standing.status !== "acknowledged") return undefined;
    keys.push(...stands.standing.by);
  }
  return [...new Map(keys.map((key) => [JSON.stringify(key), key])).values()];
}

/** In this case the accepted pair is about the same people as the pair in question. */
function standsFor(accepted: Pair, { people, rows: [a, b] }: PairInCase): boolean {
  const [x, y] = accepted.rows.map(({ path }) => people.rows.find((row) => row.path === path));
  if (x === undefined || y === undefined) return false;
  const isOne = (row: CaseRow, other: CaseRow): boolean => row === other || people.compare(row, other) === "same";
  return (isOne(a, x) && isOne(b, y)) || (isOne(a, y) && isOne(b, x));
}

/** The pairs that a reader has to see: as many as it takes to connect all rows of one person, and one for each two people and each join. */
export function proveOnePerson(pairs: Pairs, asked: Asked): readonly OnePersonProof[] {
  const people = new Map<string, string>();
  const personOf = (path: string): string => people.get(path) ?? path;
  const proofs: OnePersonProof[] = [];
  const told = new Set<string>();
  const ordered = [...pairs.values()]
    .filter(({ verdict, standing }) => verdict !== "unrelated" && standing.status !== "exempt")
    .sort((a, b) => RANKS[b.verdict] - RANKS[a.verdict]);
  for (const pair of ordered) {
    const [a, b] = [personOf(pair.rows[0].path), personOf(pair.rows[1].path)];
    if (pair.standing.status === "proven") {
      if (pair.verdict === "same") {
        if (a === b) continue;
        for (const path of [...people.keys(), pair.rows[0].path, pair.rows[1].path]) if (personOf(path) === b) people.set(path, a);
      }
    } else {
      const keys = [[a, b].sort(), pair.meeting].map((what) => JSON.stringify([what, pair.verdict, pair.standing]));
      if (keys.some((key) => told.has(key))) continue;
      for (const key of keys) told.add(key);
    }
    const parts = [partOf(pair.rows[0]), partOf(pair.rows[1])] as const;
    proofs.push({ claim: claimOf(parts), parts, step: "step" in pair.meeting ? pair.meeting.step : null, ...outcomeOf(pair, asked) });
  }
  return proofs;
}

function outcomeOf(pair: Pair, asked: Asked): Outcome {
  const { standing, cases } = pair;
  switch (standing.status) {
    case "proven":
    case "exempt":
      return {
        status: "proven",
        because: byCase(cases.filter((one) => one.verdict !== "unrelated").map(({ people, rows }) => people.explain(...rows))),
      };
    case "failed":
      return { status: "failed", failure: onePersonFailure(pair, asked), by: [] };
    case "acknowledged":
      return { ...standing, failure: onePersonFailure(pair, asked) };
    case "inherited":
      return { ...standing, failure: onePersonFailure(pair, asked), by: [] };
  }
}
