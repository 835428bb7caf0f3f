import type { TablePlan } from "../operations/lake.ts";
import type { RelationNode } from "../operations/relation.ts";
import { fold, inputsOf, schemaOfRelation } from "../operations/rules.ts";
import type { Abstract } from "./cases/abstract.ts";
import { type Accepted, allRows, type Case, caseOfRow, copyOf } from "./cases/case.ts";
import { settle } from "./cases/settle.ts";
import { forget } from "./cases/views.ts";
import { TooMuch } from "./closure/work.ts";
import type { Fact, Place } from "./facts/fact.ts";
import type { Persons } from "./persons/persons.ts";
import { columnOf, freshRow } from "./terms/term.ts";
import { acceptAll } from "./transfer/accept.ts";
import { plainFormOf } from "./transfer/plain-form.ts";
import type { Transfer } from "./transfer/transfer.ts";
import { TRANSFERS } from "./transfer/transfers.ts";
import type { World } from "./world.ts";

/** One operation of a plan as it is being followed. */
export interface Step<N extends RelationNode = RelationNode> {
  readonly node: N;
  readonly place: Required<Place>;
  readonly inputs: readonly Abstract[];
  readonly known: Abstract;
}

/** What the readers of a table know of it. */
export interface Readable {
  /** The paths of the data rows, over all cases: row `n` of the table is the one of the path `n`. */
  readonly paths: readonly string[];
  readonly settled: readonly Case[];
}

export interface TableKnowledge extends Readable {
  readonly table: TablePlan;
  /** Every operation of the plan, inputs first, numbered as `toSteps` does. */
  readonly steps: readonly RelationNode[];
  /** The cases of the whole table. */
  readonly cases: readonly Case[];
}

/** A table of which nothing can be shown: it has more than `limit`, at a step or on the whole, or `reads` is such a table. */
export type Unknowable = { readonly table: TablePlan } & ({ readonly step?: number; readonly limit: string } | { readonly reads: string });

export const isKnowable = <K extends Readable>(known: K | Unknowable): known is K => "settled" in known;

/** The tables that stand before one in the order. */
export type Before = ReadonlyMap<string, Readable | Unknowable>;

class ReadsUnknowable extends Error {
  readonly table: string;
  constructor(table: string) {
    super(`nothing can be shown of ${table}`);
    this.table = table;
  }
}

/** Works out what is known of the rows of a table, from what is known of those that it reads. `look` sees each step once. */
export function knowTable(
  table: TablePlan,
  world: World,
  persons: Persons,
  before: Before,
  look: (step: Step) => void,
): TableKnowledge | Unknowable {
  const steps: RelationNode[] = [];
  let following = true;
  try {
    const last = fold<Abstract>(new WeakMap(), (node, inputs) => {
      const place = { table: table.name, step: steps.length };
      const transfer = TRANSFERS[node.op] as Transfer<RelationNode>;
      const known = transfer(node, inputs, {
        place,
        persons,
        inputs: inputsOf(node).map(schemaOfRelation),
        schema: schemaOfRelation(node),
        read: (name) => read(name, world, persons, before),
        formOf: (relation) => plainFormOf(relation, world, persons),
      });
      look({ node, place, inputs, known });
      for (const input of inputs) if (input.arms === undefined) input.cases.forEach(forget);
      steps.push(node);
      return known;
    })(table.relation);
    following = false;
    const cases = last.cases.map((one) => acceptAll(one, acceptedBy(table)));
    const paths = [
      ...new Set(
        cases.flatMap((one) =>
          allRows(one)
            .filter(({ role }) => role === "data")
            .map(({ path }) => path),
        ),
      ),
    ];
    return { table, steps, cases, paths, settled: settle(cases, paths, { table: table.name }, persons) };
  } catch (error) {
    if (error instanceof TooMuch) return { table, limit: error.limit, ...(following ? { step: steps.length } : {}) };
    if (error instanceof ReadsUnknowable) return { table, reads: error.table };
    throw error;
  }
}

const acceptedBy = ({ name, anyOwner, atAnyTime }: TablePlan): Accepted => ({
  ...(anyOwner === undefined ? {} : { anyOwner: { table: name, reason: anyOwner } }),
  ...(atAnyTime === undefined ? {} : { atAnyTime: { table: name, reason: atAnyTime } }),
});

/** A row of a source, or of a table with all that is known of it. */
function read(name: string, world: World, persons: Persons, before: Before): Abstract {
  const source = world.sources.get(name);
  if (source !== undefined) return { cases: [caseOfRow(source.relation, source.relation.columns.keys())] };
  const table = before.get(name);
  if (table === undefined) throw new Error(`${name} is read before it is known`);
  if (!isKnowable(table)) throw new ReadsUnknowable(name);
  return { cases: table.settled.map((one) => withPersonRow(copyOf(one), name, persons)) };
}

/** A row of a person table is a row variable of its own too, so that it can be found as someone's. */
function withPersonRow(one: Case, table: string, persons: Persons): Case {
  const relation = persons.relationOf(table);
  if (relation === undefined) return one;
  const row = freshRow(relation);
  const place: Place = { table };
  const same = [...one.columns].map(([name, term]): Fact => ({ atom: { is: "same", a: columnOf(row, name), b: term }, place }));
  return {
    ...one,
    rows: [...one.rows, { row, role: "witness", path: table, crowd: false, accepted: {} }],
    facts: [...one.facts, ...same],
    identity: { is: "either", first: { is: "row", row }, second: one.identity },
  };
}
