import type { AnyJoinNode } from "../../operations/join.ts";
import type { NodeOf, Operation, RelationNode } from "../../operations/relation.ts";
import { namesOf } from "../../operations/support.ts";
import { closureOf, columnIn } from "../cases/case.ts";
import { isHash, PSEUDONYM, tagsOf, withoutHash } from "../cases/tags.ts";
import { Words } from "../explanation/words.ts";
import type { Persons } from "../persons/persons.ts";
import type { Failure, PersonalProof } from "../proof.ts";
import type { Step } from "../tables.ts";
import { finding } from "./failure.ts";
import type { Asked } from "./table.ts";

/** Which kinds of personal data are in each column, which decide what rows there are, and which the zone denies. */
export function provePersonal(asked: Asked, presence: ReadonlySet<string>): PersonalProof {
  const { world, knowledge } = asked;
  const { table } = knowledge;
  const denies = world.plan.zones.find(({ name }) => name === table.zone)?.personal === "deny";
  const columns = table.columns.map(({ name }) => [name, tagsOfColumn(name, asked)] as const);
  return {
    columns: Object.fromEntries(columns.map(([name, origins]) => [name, [...origins.keys()].sort()])),
    presence: [...presence].sort(),
    denied: columns.flatMap(([column, origins]) => {
      const tags = [...origins.keys()].filter((tag) => tag !== PSEUDONYM).sort();
      if (!denies || tags.length === 0) return [];
      const claim = `${column} carries no personal data`;
      const failure = denial(claim, column, tags, origins.get(tags[0] ?? "") ?? "", table.name);
      const reason = table.personal[column];
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
      repair: `drop it, replace it by a keyed pseudonym, or allow it by name: \`personal: { ${column}: "why it may stand here" }\``,
    },
    { table, column, tags: kinds, origin },
  );
}

type Deciding<Node> = (node: Node, columns: readonly (readonly string[])[]) => readonly (readonly string[])[];

const ofJoin: Deciding<AnyJoinNode> = ({ on, where }) => [
  [...on.map(({ left }) => left), ...(where === undefined ? [] : namesOf(where, "left"))],
  [...on.map(({ right }) => right), ...(where === undefined ? [] : namesOf(where, "right"))],
];
const none = (): readonly (readonly string[])[] => [];

/** The columns of each input that decide which rows come out. */
export const DECIDING: { readonly [Op in Operation]: Deciding<NodeOf<Op>> } = {
  read: none,
  filter: ({ where }) => [namesOf(where)],
  select: none,
  dropColumns: none,
  rename: none,
  derive: none,
  project: none,
  join: ofJoin,
  leftJoin: ofJoin,
  semiJoin: ofJoin,
  antiJoin: ofJoin,
  distinct: (_, columns) => columns,
  latest: (_, columns) => columns,
  aggregate: ({ by }) => [by],
  union: none,
};

/** What the rows that come out of a step tell by being there. */
export function presenceIn({ node, inputs }: Step, persons: Persons, upstream: Asked["upstream"]): readonly string[] {
  if (node.op === "read") return upstream(node.table)?.proof.personal.presence ?? [];
  const decide = DECIDING[node.op] as Deciding<RelationNode>;
  const names = decide(
    node,
    inputs.map(({ cases }) => [...(cases[0]?.columns.keys() ?? [])]),
  );
  return inputs.flatMap(({ cases }, i) =>
    cases.flatMap((one) => {
      const terms = (names[i] ?? []).map((name) => columnIn(one, name));
      return [...tagsOf(one, terms, persons).keys()];
    }),
  );
}
