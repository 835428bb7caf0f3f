import type { AggregateName } from "../../expressions/aggregate.ts";
import type { Aggregate } from "../../expressions/expression.ts";
import type { AggregateNode } from "../../operations/aggregate.ts";
import type { DistinctNode } from "../../operations/distinct.ts";
import type { LatestNode } from "../../operations/latest.ts";
import { only } from "../../operations/support.ts";
import { type Case, type CaseRow, closureOf, columnIn, type Flow, isPossible } from "../cases/case.ts";
import { viewsWith } from "../cases/views.ts";
import type { Sole } from "../closure/closure.ts";
import type { Atom } from "../facts/fact.ts";
import { aboutPeople } from "../persons/about.ts";
import { tokensOf } from "../persons/tokens.ts";
import { domainOf, INTEGER } from "../terms/domain.ts";
import { lower } from "../terms/lower.ts";
import { columnOf, constant, freshRow, type Relation, type Row, type Term } from "../terms/term.ts";
import { namesPeople } from "./count-people.ts";
import { markedByView } from "./mark.ts";
import { factsAt, scopeOfCase, type Transfer, type TransferContext } from "./transfer.ts";

/** The rows of the input, each different one once. */
export const distinct: Transfer<DistinctNode> = (_, inputs, context) => {
  const names = context.schema.columns.map(({ name }) => name);
  const groups = groupsOf(context, names);
  const cases = only(inputs).cases.map((one) => withGroup(one, groups, names, context, one.columns));
  return { cases: cases.flatMap((one) => markCrowd(one, names, context)) };
};

/** Some rows of the input as they are: the group tells the row, and so does what told it before. */
export const latest: Transfer<LatestNode> = (node, inputs, context) => {
  const names = context.schema.columns.map(({ name }) => name);
  const groups = groupsOf(context, node.by);
  const cases = only(inputs).cases.map((one): Case => {
    const grouped = withGroup(one, groups, names, context, one.columns);
    return { ...grouped, identity: { is: "either", first: grouped.identity, second: one.identity } };
  });
  return { cases };
};

/** The facts stay: they speak of an arbitrary member of the group. */
export const aggregate: Transfer<AggregateNode> = (node, inputs, context) => {
  const groups = groupsOf(context, node.by);
  const { cases: members } = only(inputs);
  const ofPeople = new Set(node.measures.filter(({ aggregate: measure }) => countsPeople(measure, members, context)));
  const grouped = members.flatMap((one) => {
    const row = freshRow(groups);
    const keys = node.by.map((name) => [name, columnIn(one, name)] as const);
    const measures = node.measures.map((measure) => {
      const { atoms, flows } = measureOf(one, columnOf(row, measure.name), measure.aggregate, context);
      return { atoms, flows: ofPeople.has(measure) ? [] : flows };
    });
    const columns = new Map([...keys, ...node.measures.map(({ name }) => [name, columnOf(row, name)] as const)]);
    const member = withGroup(one, groups, node.by, context, columns, row);
    return markCrowd(
      {
        ...member,
        facts: [
          ...member.facts,
          ...factsAt(
            context.place,
            measures.flatMap(({ atoms }) => atoms),
          ),
        ],
        flows: [...member.flows, ...measures.flatMap(({ flows }) => flows)],
        soles: [
          ...member.soles,
          ...node.measures.flatMap(({ name, aggregate: measure }) => soleOf(node, one, columnOf(row, name), measure, context)),
        ],
      },
      node.by,
      context,
    );
  });
  const cases = node.by.length === 0 ? [...grouped, emptyInput(node, groups, context)] : grouped;
  return { cases: cases.filter(isPossible) };
};

/** The rows of the groups that a step makes: one for each value of the key, NULL being a value like any other. */
const groupsOf = ({ place, schema }: TransferContext, by: readonly string[]): Relation => ({
  name: `${place.table} step ${place.step}`,
  kind: "group",
  columns: new Map(schema.columns.map(({ name, type }) => [name, { domain: domainOf(type), notNull: false }])),
  keys: [{ columns: by, nullSafe: true }],
});

/** The case with a row of its group, which agrees with it in the named columns. */
export function withGroup(
  one: Case,
  groups: Relation,
  same: readonly string[],
  { place }: TransferContext,
  columns: Case["columns"],
  row: Row = freshRow(groups),
): Case {
  const witness: CaseRow = { row, role: "witness", path: groups.name, crowd: false, accepted: {} };
  const atoms = same.map((name): Atom => ({ is: "same", a: columnOf(row, name), b: columnIn(one, name) }));
  return { ...one, rows: [...one.rows, witness], columns, facts: [...one.facts, ...factsAt(place, atoms)], identity: { is: "row", row } };
}

interface Measure {
  readonly atoms: readonly Atom[];
  readonly flows: readonly Flow[];
}

/** What a measure says of an arbitrary member of its group. `sum` and `avg` may overflow, so they say nothing. */
export const MEASURES: { readonly [A in AggregateName]: (measure: Term, member: Term | undefined) => readonly Atom[] } = {
  count: (measure, member) => [{ is: "atMost", a: constant(INTEGER, member === undefined ? 1n : 0n), b: measure }],
  countDistinct: (measure) => [{ is: "atMost", a: constant(INTEGER, 0n), b: measure }],
  sum: () => [],
  avg: () => [],
  min: (measure, member) =>
    member === undefined ? [] : [{ is: "ifKnown", a: measure, of: member, ...(member.domain.ordered ? { then: "atMost" } : {}) }],
  max: (measure, member) =>
    member === undefined ? [] : [{ is: "ifKnown", a: measure, of: member, ...(member.domain.ordered ? { then: "atLeast" } : {}) }],
};

/** How many people there are in a group is a statistic: it carries no personal data. */
const countsPeople = ({ function: name, argument }: Aggregate, cases: readonly Case[], context: TransferContext): boolean =>
  name === "countDistinct" &&
  argument !== undefined &&
  namesPeople(cases, (one) => lower(argument, scopeOfCase(one, only(context.inputs))).term, context.place, context.persons);

function measureOf(one: Case, measure: Term, { function: name, argument }: Aggregate, { inputs }: TransferContext): Measure {
  const member = argument === undefined ? undefined : lower(argument, scopeOfCase(one, only(inputs))).term;
  return { atoms: MEASURES[name](measure, member), flows: member === undefined ? [] : [{ to: measure, from: [member], tags: [] }] };
}

/** A count of all rows of a source or person table by some of its columns. */
function soleOf(
  node: AggregateNode,
  one: Case,
  count: Term,
  { function: name, argument }: Aggregate,
  { formOf }: TransferContext,
): readonly Sole[] {
  if (name !== "count" || argument !== undefined || node.by.length === 0) return [];
  const form = formOf(node.input);
  const row = one.rows.find((caseRow) => caseRow.row.relation === form?.relation)?.row;
  if (form === undefined || row === undefined) return [];
  const { columns, conditions } = form.of(row);
  const by = node.by.map((column) => columns.get(column)?.term);
  if (conditions.length > 0 || !by.every((term) => term?.kind === "column" && term.row === row)) return [];
  return [{ row, by: by.flatMap((term) => (term?.kind === "column" ? [term.column] : [])), count }];
}

/** Without keys there is a row even when there is nothing to count. */
function emptyInput(node: AggregateNode, groups: Relation, { place, schema }: TransferContext): Case {
  const row = freshRow(groups);
  const none = new Map(
    node.measures.map(({ name, aggregate: measure }) => {
      const zero = measure.function === "count" || measure.function === "countDistinct";
      const domain = domainOf(schema.columns.find((column) => column.name === name)?.type ?? { kind: "unknown" });
      return [name, constant(domain, zero ? 0n : undefined)] as const;
    }),
  );
  const atoms = [...none].map(([name, value]): Atom => ({ is: "same", a: columnOf(row, name), b: value }));
  return {
    rows: [{ row, role: "witness", path: groups.name, crowd: false, accepted: {} }],
    columns: none,
    facts: factsAt(place, atoms),
    identity: { is: "row", row },
    soles: [],
    absences: [],
    flows: [],
    splits: [],
  };
}

/**
 * A row is one of a crowd when the group's key does not tell its person: then the group speaks of many people at once. Each column of the
 * key is looked at by itself first: most tell nobody in any alternative, and need not be combined with the others.
 */
export function markCrowd(one: Case, by: readonly string[], { persons }: TransferContext): readonly Case[] {
  const tells = (view: Case, row: CaseRow, names: readonly string[]): boolean => {
    const closure = closureOf(view);
    const keys = names.map((name) => columnIn(view, name));
    return persons
      .mentionsOf(row.row.relation.name)
      .some((mention) =>
        tokensOf(view, closure, row, mention, persons).exact.some(
          ({ value }) => value !== undefined && keys.some((key) => closure.equal(value.term, key)),
        ),
      );
  };
  const mayTell = (part: Case, row: CaseRow, name: string): boolean => {
    const { cases, complete } = viewsWith(part, [row], aboutPeople(part, row, persons, [columnIn(part, name)]));
    return !complete || cases.some((view) => tells(view, row, [name]));
  };
  return markedByView(
    one,
    persons,
    (part, row) => by.filter((name) => part.splits.length === 0 || mayTell(part, row, name)).map((name) => columnIn(part, name)),
    (view, row) => !row.crowd && !tells(view, row, by),
    (row) => ({ ...row, crowd: true }),
  );
}
