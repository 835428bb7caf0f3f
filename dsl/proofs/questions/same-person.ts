import { type Case, type CaseRow, closureOf } from "../cases/case.ts";
import { Explainer } from "../explanation/explain.ts";
import type { Persons } from "../persons/persons.ts";
import { type Token, tokensOf } from "../persons/tokens.ts";
import type { Explanation } from "../proof.ts";
import { explainMatch, explainUnique } from "./explain-match.ts";

/**
 * Whether two rows of a case are about one person. `named`: one source row names the people of both, a buyer and a seller say.
 * `unrelated`: about different kinds of people.
 */
export type SamePerson = "same" | "named" | "possible" | "unknown" | "unrelated";

export interface PersonsInCase {
  /** The data rows that are about people. */
  readonly rows: readonly CaseRow[];
  readonly compare: (a: CaseRow, b: CaseRow) => SamePerson;
  /** Why `compare` says `same` or `named`. */
  readonly explain: (a: CaseRow, b: CaseRow) => readonly Explanation[];
}

/** One person in one row. */
interface Person {
  readonly row: CaseRow;
  readonly kind: string;
  readonly exact: readonly Token[];
  readonly candidates: readonly Token[];
}

/** Compares the people in a case by what identifies them, directly or by way of others. */
export function personsInCase(one: Case, persons: Persons): PersonsInCase {
  const closure = closureOf(one);
  const people = one.rows
    .filter(({ role }) => role === "data")
    .flatMap((row) =>
      persons
        .mentionsOf(row.row.relation.name)
        .map((mention): Person => ({ row, kind: mention.kind, ...tokensOf(one, closure, row, mention, persons) })),
    );
  const groups = groupsOf(people);
  const described = new Map<CaseRow, Described>();
  for (const person of people) {
    const row = described.get(person.row) ?? { people: [], kinds: new Set(), groups: new Set(), tokens: new Set() };
    described.set(person.row, row);
    row.people.push(person);
    row.kinds.add(person.kind);
    row.groups.add(groups.get(person) ?? person);
    for (const { key } of [...person.exact, ...person.candidates]) row.tokens.add(key);
  }
  const naming = [...described.values()].filter((row) => row.groups.size > 1);
  const inRow = (row: CaseRow): Described => {
    const found = described.get(row);
    if (found === undefined) throw new Error("the row is about nobody");
    return found;
  };
  return {
    rows: [...described.keys()],
    compare: (first, second) => {
      const [a, b] = [inRow(first), inRow(second)];
      if (!meet(a.kinds, b.kinds)) return "unrelated";
      if (meet(a.groups, b.groups) || closure.sameRow(first.row, second.row)) return "same";
      if (naming.some((row) => row !== a && row !== b && meet(row.groups, a.groups) && meet(row.groups, b.groups))) return "named";
      return meet(a.tokens, b.tokens) ? "possible" : "unknown";
    },
    explain: (a, b) => explainSame(inRow(a).people, inRow(b).people, people, one, persons),
  };
}

/** All people in one row. */
interface Described {
  readonly people: Person[];
  readonly kinds: Set<string>;
  readonly groups: Set<Person>;
  readonly tokens: Set<string>;
}

function meet<T>(a: ReadonlySet<T>, b: ReadonlySet<T>): boolean {
  for (const member of a) if (b.has(member)) return true;
  return false;
}

function share(a: readonly Token[], b: readonly Token[]): readonly [Token, Token] | undefined {
  for (const token of a) {
    const other = b.find(({ key }) => key === token.key);
    if (other !== undefined) return [token, other];
  }
  return undefined;
}

/** People who share an identity are one person; each gets the first of them. */
function groupsOf(people: readonly Person[]): ReadonlyMap<Person, Person> {
  const groups = new Map(people.map((person) => [person, person]));
  const owner = new Map<string, Person>();
  for (const person of people) {
    for (const { key } of person.exact) {
      const other = owner.get(key) ?? person;
      owner.set(key, other);
      const [from, to] = [groups.get(person), groups.get(other)];
      if (from !== to && to !== undefined) for (const [member, group] of groups) if (group === from) groups.set(member, to);
    }
  }
  return groups;
}

/** The chain of shared identities from one row to the other, by way of a row that names both if need be. */
function explainSame(
  start: readonly Person[],
  end: readonly Person[],
  people: readonly Person[],
  one: Case,
  persons: Persons,
): readonly Explanation[] {
  const explainer = new Explainer(closureOf(one));
  const reached = new Map<Person, () => readonly Explanation[]>(start.map((person) => [person, () => []]));
  const before = new Map<Person, Person>();
  const frontier = [...start];
  for (let person = frontier.shift(); person !== undefined && !end.includes(person); person = frontier.shift()) {
    const from = person;
    for (const other of people) {
      if (reached.has(other)) continue;
      const by = share(from.exact, other.exact);
      if (by === undefined && other.row !== from.row) continue;
      reached.set(other, () =>
        by === undefined
          ? [{ claim: `one row of ${from.row.row.relation.name} names both`, because: [] }]
          : explainToken(by, one, explainer, persons),
      );
      before.set(other, from);
      frontier.push(other);
    }
  }
  const steps: (readonly Explanation[])[] = [];
  for (let person = end.find((candidate) => reached.has(candidate)); person !== undefined; person = before.get(person))
    steps.unshift(reached.get(person)?.() ?? []);
  const [first, last] = [start[0], end[0]];
  if (steps.length > 0 || first === undefined || last === undefined) return steps.flat();
  return explainer.sameRow(first.row.row, last.row.row);
}

function explainToken([a, b]: readonly [Token, Token], one: Case, explainer: Explainer, persons: Persons): readonly Explanation[] {
  const found = [a, b].flatMap(({ match }) => (match === undefined ? [] : explainMatch(match, one, explainer, persons)));
  if (a.row !== undefined && b.row !== undefined) return [...found, ...explainer.sameRow(a.row, b.row)];
  if (a.value === undefined || b.value === undefined) return found;
  return [...found, ...explainer.same(a.value.term, b.value.term), ...explainUnique(a.value, explainer, persons)];
}
