import { keyText } from "../../diagnostics/key-text.ts";
import { ownValue } from "../../schema/own-value.ts";
import { closureOf, columnIn } from "../cases/case.ts";
import { isHash, PSEUDONYM, tagsOf, withoutHash } from "../cases/tags.ts";
import { Words } from "../explanation/words.ts";
import type { Failure, PersonalProof } from "../proof.ts";
import { finding } from "./failure.ts";
import { type Deciders, proveImplicit } from "./implicit.ts";
import type { Asked } from "./table.ts";

/** Which kinds of personal data are in each column, which decide what rows there are, and which the zone denies. */
export function provePersonal(asked: Asked, deciders: readonly Deciders[]): PersonalProof {
  const { world, knowledge } = asked;
  const { table } = knowledge;
  const denies = world.plan.zones.find(({ name }) => name === table.zone)?.personal === "deny";
  const columns = table.columns.map(({ name }) => [name, tagsOfColumn(name, asked)] as const);
  return {
    columns: Object.fromEntries(columns.map(([name, origins]) => [name, [...origins.keys()].sort()])),
    presence: [...new Set(deciders.flatMap(({ tags }) => tags))].sort(),
    implicit: proveImplicit(asked, deciders),
    denied: columns.flatMap(([column, origins]) => {
      const tags = [...origins.keys()].filter((tag) => tag !== PSEUDONYM).sort();
      if (!denies || tags.length === 0) return [];
      const claim = `${column} carries no personal data`;
      const failure = denial(claim, column, tags, origins.get(tags[0] ?? "") ?? "", table.name);
      const reason = ownValue(table.personal, column);
      const by = [{ kind: "personal", table: table.name, column }] as const;
      return [
        {
          claim,
          column,
          tags,
          failure,
          ...(reason === undefined ? { status: "failed", by: [] } : { status: "acknowledged", by }),
        } as const,
      ];
    }),
  };
}

/** Over all cases, each kind with the column that brings it in. */
function tagsOfColumn(name: string, { knowledge, persons }: Asked): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  for (const one of knowledge.cases) {
    const words = new Words(closureOf(one));
    for (const [tag, by] of tagsOf(one, [columnIn(one, name)], persons)) if (!found.has(tag)) found.set(tag, words.term(by));
  }
  return found;
}

function denial(claim: string, column: string, tags: readonly string[], origin: string, table: string): Failure {
  const hash = tags.every(isHash);
  const kinds = tags.map(withoutHash);
  return finding(
    hash ? "guessable-hash" : "personal-data-in-column",
    { table, focus: column },
    {
      claim,
      known: hash ? `it is an unkeyed hash of ${origin}` : `it has the value of ${origin}, or is computed from it`,
      missing: `${kinds.join(", ")} is taken out of it`,
      repair: `drop it, replace it by a keyed pseudonym, or allow it by name: \`personal: { ${keyText(column)}: "why it may stand here" }\``,
    },
    { table, column, tags: kinds, origin },
  );
}
