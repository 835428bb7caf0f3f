import type { Case, CaseRow } from "../cases/case.ts";
import type { Identity } from "../cases/identity.ts";
import { meetingOf, readOf } from "../cases/paths.ts";
import type { Persons } from "../persons/persons.ts";
import type { Explanation, Part, TableProof } from "../proof.ts";
import type { Readable, TableKnowledge } from "../tables.ts";
import type { World } from "../world.ts";
import type { Standings } from "./one-person.ts";

/** What every question of a table is answered from. */
export interface Asked {
  readonly world: World;
  readonly persons: Persons;
  readonly knowledge: TableKnowledge;
  /** A table that it reads; undefined for a source. */
  readonly upstream: (table: string) => Upstream | undefined;
}

/** What is kept of a table for those that read it. */
export interface Upstream extends Readable {
  readonly proof: TableProof;
  readonly standings: Standings;
}

/** A row of another table has the number that it had there. */
export function partOf({ row, path }: CaseRow): Part {
  const { name, row: number } = readOf(path);
  return { source: row.relation.name, path, ...(number === undefined ? {} : { through: name }) };
}

export const partWords = ({ source, through }: Part): string => (through === undefined ? source : `${source} (through ${through})`);

/** The join at which two rows came together, or the table in which they already were together. */
export type Meeting = { readonly step: number } | { readonly table: string; readonly paths: readonly [string, string] };

export function meeting(a: CaseRow, b: CaseRow, asked: Asked): Meeting {
  const step = meetingOf(a.path, b.path);
  if (step !== undefined) return { step };
  const [left, right] = [readOf(a.path), readOf(b.path)];
  const paths = asked.upstream(left.name)?.paths ?? [];
  const [first, second] = [paths[left.row ?? -1], paths[right.row ?? -1]];
  if (first === undefined || second === undefined) throw new Error(`${a.path} and ${b.path} never met`);
  return { table: left.name, paths: [first, second] };
}

/** The part as the table has it through which it is read. */
export function upstreamOf(part: Part, asked: Asked): (Upstream & { readonly path: string }) | undefined {
  const proven = part.through === undefined ? undefined : asked.upstream(part.through);
  const path = proven?.paths[readOf(part.path).row ?? -1];
  return proven === undefined || path === undefined ? undefined : { ...proven, path };
}

/** One explanation for each case, where there are several. */
export function byCase(shown: readonly (readonly Explanation[])[]): readonly Explanation[] {
  const [first] = shown;
  if (shown.length <= 1) return first ?? [];
  return shown.map((because, i) => ({ claim: `in case ${i + 1} of ${shown.length}`, because }));
}

/** What is special about a case, for a reader who sees only that something fails in it. */
export function caseWords({ identity }: Case): string {
  const arm = armOf(identity);
  return `${arm === undefined ? "" : `in ${armWords(arm)} of the union, `}${hasNoMatch(identity) ? "where the left join finds no match, " : ""}`;
}

const armWords = (arm: number): string => (arm < ORDINALS.length ? `the ${ORDINALS[arm]} part` : `part ${arm + 1}`);
const ORDINALS = ["first", "second", "third", "fourth", "fifth"];

/** Of the last union that the row came through. */
function armOf(identity: Identity): number | undefined {
  switch (identity.is) {
    case "row":
    case "standIn":
      return undefined;
    case "pair":
    case "leftPair":
      return armOf(identity.left);
    case "arm":
      return identity.arm;
    case "either":
      return armOf(identity.second);
  }
}

function hasNoMatch(identity: Identity): boolean {
  switch (identity.is) {
    case "row":
    case "standIn":
      return false;
    case "pair":
      return hasNoMatch(identity.left) || hasNoMatch(identity.right);
    case "leftPair":
      return identity.right === undefined || hasNoMatch(identity.left) || hasNoMatch(identity.right);
    case "arm":
      return hasNoMatch(identity.of);
    case "either":
      return hasNoMatch(identity.second);
  }
}
