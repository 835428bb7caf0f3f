import { atomKey } from "../facts/fact.ts";
import type { Case } from "./case.ts";
import type { Identity } from "./identity.ts";

/** Leaves out the cases that another one covers with fewer facts: what is shown of all cases does not change. */
export function withoutWeaker(cases: readonly Case[]): readonly Case[] {
  if (cases.length < 2) return cases;
  const described = cases.map((one) => ({ one, shape: shapeOf(one), facts: new Set(one.facts.map(({ atom }) => atomKey(atom))) }));
  return described
    .filter(
      (a, i) =>
        !described.some(
          (b, j) =>
            i !== j && a.shape === b.shape && [...b.facts].every((fact) => a.facts.has(fact)) && (b.facts.size < a.facts.size || j < i),
        ),
    )
    .map(({ one }) => one);
}

/** Equal for cases that speak of the same row variables in the same way. */
const shapeOf = (one: Case): string =>
  [
    one.rows.map(({ row, role, path, crowd, accepted }) => `${row.id} ${role} ${path} ${crowd} ${JSON.stringify(accepted)}`).join(),
    [...one.columns].map(([name, term]) => `${name} ${term.kind === "constant" ? `${term.domain.name}:${term.value}` : term.id}`).join(),
    identityKey(one.identity),
    one.soles.map(({ row, by }) => `${row.id} ${by.join(" ")}`).join(),
    one.absences.map(({ row, conditions }) => `${row.id} ${conditions.map(({ id }) => id).join(" ")}`).join(),
    one.flows.map(({ to, tags }) => `${to.id} ${tags.join(" ")}`).join(),
  ].join("|");

function identityKey(identity: Identity): string {
  switch (identity.is) {
    case "row":
      return `${identity.row.id}`;
    case "pair":
      return `(${identityKey(identity.left)} ${identityKey(identity.right)})`;
    case "leftPair":
      return `[${identityKey(identity.left)} ${identity.right === undefined ? "" : identityKey(identity.right)}]`;
    case "arm":
      return `${identity.arm}:${identityKey(identity.of)}`;
    case "either":
      return `${identityKey(identity.first)}/${identityKey(identity.second)}`;
  }
}
