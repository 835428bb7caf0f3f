import type { AnyJoinNode } from "../../operations/join.ts";
import type { NodeOf, Operation, RelationNode } from "../../operations/relation.ts";
import { namesOf } from "../../operations/support.ts";
import { namedIn, needsTotalOrder } from "../../operations/window.ts";
import { columnIn } from "../cases/case.ts";
import { PSEUDONYM, tagsOf, withoutHash } from "../cases/tags.ts";
import type { Persons } from "../persons/persons.ts";
import type { AcknowledgementKey, Failure, PersonalProof } from "../proof.ts";
import type { Step } from "../tables.ts";
import { finding } from "./failure.ts";
import type { Asked } from "./table.ts";

type Deciding<Node> = (node: Node, columns: readonly (readonly string[])[]) => readonly (readonly string[])[];

const ofJoin: Deciding<AnyJoinNode> = ({ on, where }) => [
  [...on.map(({ left }) => left), ...(where === undefined ? [] : namesOf(where, "left"))],
  [...on.map(({ right }) => right), ...(where === undefined ? [] : namesOf(where, "right"))],
];
const none = (): readonly (readonly string[])[] => [];

/** The columns of each input that decide which rows come out, or which rows a window looks at. */
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
  window: (node, columns) => (needsTotalOrder(node) ? columns : [namedIn(node)]),
  explode: ({ column }) => [[column]],
  union: none,
};

/** The kinds of personal data that decide which rows come out of a step. */
export interface Deciders {
  readonly step: number;
  readonly operation: Operation;
  readonly tags: readonly string[];
  /** Of a `read`: the table, which has been asked already. */
  readonly of?: string;
}

/** What the rows that come out of a step tell by being there. */
export function decidersIn({ node, inputs, place: { step } }: Step, persons: Persons, upstream: Asked["upstream"]): Deciders {
  if (node.op === "read") {
    return { step, operation: node.op, tags: upstream(node.table)?.proof.personal.presence ?? [], of: node.table };
  }
  if (node.op === "union") return { step, operation: node.op, tags: [] };
  const decide = DECIDING[node.op] as Deciding<RelationNode>;
  const names = decide(
    node,
    inputs.map(({ cases }) => [...(cases[0]?.columns.keys() ?? [])]),
  );
  const tags = inputs.flatMap(({ cases }, i) =>
    cases.flatMap((one) => {
      const terms = (names[i] ?? []).map((name) => columnIn(one, name));
      return [...tagsOf(one, terms, persons).keys()];
    }),
  );
  return { step, operation: node.op, tags: [...new Set(tags)] };
}

const CLAIM = "which rows there are tells no personal data";

/**
 * In a zone that denies it: no personal data decides which rows there are. What a table that is read has answered for is not asked again:
 * its reason holds here too.
 */
export function proveImplicit(asked: Asked, deciders: readonly Deciders[]): PersonalProof["implicit"] {
  const { world, knowledge, upstream } = asked;
  const { table } = knowledge;
  if (world.plan.zones.find(({ name }) => name === table.zone)?.implicit !== "deny") return [];
  const telling = deciders
    .map((one) => ({ ...one, tags: one.tags.filter((tag) => tag !== PSEUDONYM) }))
    .filter(({ tags }) => tags.length > 0);
  const answered = telling.flatMap(({ of }) => (of === undefined ? [] : (upstream(of)?.proof.personal.implicit ?? [])));
  const own = telling.filter(({ of }) => of === undefined || (upstream(of)?.proof.personal.implicit ?? []).length === 0);
  const [first] = [...own].sort((a, b) => Number(a.of !== undefined) - Number(b.of !== undefined));
  const tags = [...new Set(telling.flatMap((one) => one.tags))].sort();
  const by = answered.flatMap((outcome) => ("by" in outcome ? outcome.by : []));
  const item = { claim: CLAIM, tags };
  if (first === undefined) {
    const failed = answered.find(({ status }) => status === "failed" || status === "inherited");
    if (failed?.status === "failed") return [{ ...item, status: "inherited", failure: failed.failure, by, from: failed.failure.table }];
    if (failed?.status === "inherited") return [{ ...item, status: "inherited", failure: failed.failure, by, from: failed.from }];
    const [acknowledged] = answered;
    return acknowledged?.status === "acknowledged" ? [{ ...item, status: "acknowledged", failure: acknowledged.failure, by }] : [];
  }
  const telltale = [...new Set(own.flatMap((one) => one.tags))].sort();
  const failure = denial(first, telltale, table.name);
  if (table.implicit === undefined) return [{ ...item, status: "failed", failure, by: [] }];
  const key: AcknowledgementKey = { kind: "implicit", table: table.name };
  return [{ ...item, status: "acknowledged", failure, by: [key, ...by] }];
}

function denial({ step, operation, of }: Deciders, tags: readonly string[], table: string): Failure {
  const kinds = [...new Set(tags.map(withoutHash))];
  const at = of === undefined ? { table, step, focus: operation } : { table };
  return finding(
    "personal-data-in-rows",
    at,
    {
      claim: CLAIM,
      known:
        of === undefined ? `\`${operation}\` chooses rows by ${kinds.join(", ")}` : `the rows of ${of} are chosen by ${kinds.join(", ")}`,
      missing: `${kinds.join(", ")} is taken out of it`,
      repair: 'choose by a keyed pseudonym, or say `implicit: "why the rows may tell it"` at the table',
    },
    { table, operation, of: of ?? null, tags: kinds },
  );
}
