import { atomKey } from "../facts/fact.ts";
import type { Term } from "../terms/term.ts";
import type { Alternative, Case, Known, StandIn } from "./case.ts";
import type { Identity } from "./identity.ts";

/** Leaves out the cases that another one covers with fewer facts: what is shown of all cases does not change. */
export const withoutWeaker = (cases: readonly Case[]): readonly Case[] =>
  weakest(cases, (one) => [knownShape(one), columnsShape(one.columns), identityKey(one.identity)].join("|"));

/** The same for the alternatives of a split. */
export const withoutWeakerAlternatives = (alternatives: readonly Alternative[]): readonly Alternative[] =>
  weakest(alternatives, (one) => [knownShape(one), ...one.standIns.map(standInShape)].join("|"));

/** `shapeOf` is equal for what speaks of the same row variables in the same way. */
function weakest<K extends Known>(all: readonly K[], shapeOf: (one: K) => string): readonly K[] {
  if (all.length < 2) return all;
  const described = all.map((one, i) => ({ i, shape: shapeOf(one), facts: new Set(one.facts.map(({ atom }) => atomKey(atom))) }));
  const alike = new Map<string, typeof described>();
  for (const one of described) alike.set(one.shape, [...(alike.get(one.shape) ?? []), one]);
  const isCovered = (a: (typeof described)[number]): boolean =>
    (alike.get(a.shape) ?? []).some(
      (b) => a.i !== b.i && [...b.facts].every((fact) => a.facts.has(fact)) && (b.facts.size < a.facts.size || b.i < a.i),
    );
  return all.filter((_, i) => {
    const one = described[i];
    return one === undefined || !isCovered(one);
  });
}

const knownShape = (one: Known): string =>
  [
    one.rows.map(({ row, role, path, crowd, accepted }) => `${row.id} ${role} ${path} ${crowd} ${JSON.stringify(accepted)}`).join(),
    one.soles.map(({ row, by }) => `${row.id} ${by.join(" ")}`).join(),
    one.absences.map(({ row, conditions }) => `${row.id} ${conditions.map(({ id }) => id).join(" ")}`).join(),
    one.flows.map(({ to, tags }) => `${to.id} ${tags.join(" ")}`).join(),
    one.splits.map(({ alternatives }) => alternatives.map(alternativeShape).join(";")).join("/"),
  ].join("|");

const alternativeShape = (one: Alternative): string =>
  [knownShape(one), ...one.facts.map(({ atom }) => atomKey(atom)), ...one.standIns.map(standInShape)].join("&");

const standInShape = ({ row, columns, identity }: StandIn): string =>
  `${row.id} ${columnsShape(columns)} ${identity === undefined ? "" : identityKey(identity)}`;

const columnsShape = (columns: ReadonlyMap<string, Term>): string =>
  [...columns].map(([name, term]) => `${name} ${term.kind === "constant" ? `${term.domain.name}:${term.value}` : term.id}`).join();

function identityKey(identity: Identity): string {
  switch (identity.is) {
    case "row":
      return `${identity.row.id}`;
    case "standIn":
      return `?${identity.row.id}`;
    case "pair":
      return `(${identityKey(identity.left)} ${identityKey(identity.right)})`;
    case "leftPair":
      return `[${identityKey(identity.left)} ${identity.right === undefined ? "" : identityKey(identity.right)} ${identity.single ?? ""}]`;
    case "arm":
      return `${identity.arm}:${identityKey(identity.of)}`;
    case "either":
      return `${identityKey(identity.first)}/${identityKey(identity.second)}`;
  }
}
