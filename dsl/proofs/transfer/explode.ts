import type { ExplodeNode } from "../../operations/explode.ts";
import { only } from "../../operations/support.ts";
import { type Case, type CaseRow, columnIn, type Flow } from "../cases/case.ts";
import type { Atom } from "../facts/fact.ts";
import { domainOf, INTEGER } from "../terms/domain.ts";
import { columnOf, constant, freshRow, type Relation, type Row, type Term } from "../terms/term.ts";
import { learnt, type Transfer, type TransferContext } from "./transfer.ts";

/**
 * All that holds of a row holds of each of its elements' rows. The input's row and the position together tell an output row: what was a
 * key is one with the position, and none without. The element has the personal data of the array, and which arrays have how many
 * elements decides the rows.
 */
export const explode: Transfer<ExplodeNode> = (node, inputs, context) => {
  const positions = positionsOf(context);
  const elements = elementsOf(node, context);
  const cases = only(inputs).cases.flatMap((one): Case | readonly Case[] => {
    const array = columnIn(one, node.column);
    const [position, element] = [freshRow(positions), freshRow(elements)];
    const [place, value] = [columnOf(position, PLACE), columnOf(element, node.as)];
    const found: readonly Atom[] = [
      { is: "notNull", a: array },
      { is: "notNull", a: value },
      { is: "atMost", a: constant(INTEGER, 0n), b: place },
    ];
    const none: readonly Atom[] = [
      { is: "isNull", a: value },
      { is: "isNull", a: place },
    ];
    const alternatives = [found, ...(node.keepEmpty ? [none] : [])];
    return learnt(exploded(node, one, { array, position, element }, context), alternatives, context.place) ?? [];
  });
  return { cases };
};

/** The places that an element can have, each one row. */
const positionsOf = ({ place: { table, step } }: TransferContext): Relation => ({
  name: `${table} step ${step} positions`,
  kind: "group",
  columns: new Map([[PLACE, { domain: INTEGER, notNull: false }]]),
  keys: [{ columns: [PLACE], nullSafe: true }],
});
const PLACE = "position";

const elementsOf = ({ as }: ExplodeNode, { place: { table, step }, schema }: TransferContext): Relation => ({
  name: `${table} step ${step}`,
  kind: "group",
  columns: new Map([
    [as, { domain: domainOf(schema.columns.find(({ name }) => name === as)?.type ?? { kind: "unknown" }), notNull: false }],
  ]),
  keys: [],
});

interface Parts {
  readonly array: Term;
  readonly position: Row;
  readonly element: Row;
}

function exploded(node: ExplodeNode, one: Case, { array, position, element }: Parts, context: TransferContext): Case {
  const [place, value] = [columnOf(position, PLACE), columnOf(element, node.as)];
  const witnesses = [position, element].map(
    (row): CaseRow => ({ row, role: "witness", path: row.relation.name, crowd: false, accepted: {} }),
  );
  const columns = new Map(
    context.schema.columns.map(({ name }) => [name, name === node.as ? value : name === node.position ? place : columnIn(one, name)]),
  );
  return {
    ...one,
    rows: [...one.rows, ...witnesses],
    columns,
    flows: [...one.flows, ...[place, value].map((to): Flow => ({ to, from: [array], tags: [] }))],
    identity: { is: "pair", left: one.identity, right: { is: "row", row: position } },
  };
}
