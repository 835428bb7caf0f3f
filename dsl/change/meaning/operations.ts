import type { ColumnExpression, Expression } from "../../expressions/expression.ts";
import { expressionInWords } from "../../expressions/in-words.ts";
import type { AnyJoinNode } from "../../operations/join.ts";
import { wordsIn } from "../../operations/lineage.ts";
import type { ProjectedColumn } from "../../operations/projection.ts";
import type { NodeOf, Operation, RelationNode } from "../../operations/relation.ts";
import { inputsOf, lineageOfRelation, ruleOf, schemaOfRelation } from "../../operations/rules.ts";
import { tablesRead } from "../../operations/steps.ts";
import { both, only } from "../../operations/support.ts";
import { needsTotalOrder, totalOrder } from "../../operations/window.ts";
import { conjuncts, expressionTerm } from "./expression-terms.ts";
import { type Clause, type Meaning, type Naming, rowsOf } from "./relation-meaning.ts";
import type { Id, Terms } from "./terms.ts";

export interface Context {
  readonly terms: Terms;
  readonly naming: Naming;
}

type MeaningRule<Node> = (node: Node, inputs: readonly Meaning[], context: Context) => Meaning;

type Columns = Meaning["columns"];

const columnIn =
  (columns: Columns) =>
  ({ name }: ColumnExpression): Id => {
    const id = columns.get(name);
    if (id === undefined) throw new Error(`the plan has no column ${name}`);
    return id;
  };

const idOf = (columns: Columns, name: string): Id => columnIn(columns)({ op: "column", name });

/** An expression over the columns of an input, in words with where they come from. */
const wordsOver =
  (input: RelationNode) =>
  (expression: Expression): string =>
    expressionInWords(expression, wordsIn(lineageOfRelation(input)));

const column = (name: string): Expression => ({ op: "column", name });

const listed = (input: RelationNode, names: readonly string[]): string => names.map((name) => wordsOver(input)(column(name))).join(", ");

const project: MeaningRule<RelationNode> = (node, inputs, { terms }) => {
  const input = only(inputs);
  const schema = schemaOfRelation(only(inputsOf(node)));
  const projected: readonly ProjectedColumn[] = ruleOf(node).projection?.(node, schema) ?? [];
  const over = (columns: Columns): Columns =>
    new Map(projected.map(({ name, expression }) => [name, expressionTerm(terms, expression, columnIn(columns))]));
  return { ...input, columns: over(input.columns), values: over(input.values) };
};

const distinct: MeaningRule<NodeOf<"distinct">> = (node, inputs, { terms }) => {
  const input = only(inputs);
  const kept = [...input.columns.values()];
  const clause = terms.makeSet("distinct", kept);
  const words = `each different row once, by ${listed(node.input, [...input.columns.keys()])}`;
  return {
    ...input,
    skeleton: terms.make("distinct", [input.skeleton, clause]),
    clauses: new Map([...input.clauses, [clause, { words, narrows: false }]]),
  };
};

const latest: MeaningRule<NodeOf<"latest">> = (node, inputs, { terms }) => {
  const input = only(inputs);
  const by = terms.makeSet(
    "by",
    node.by.map((name) => idOf(input.columns, name)),
  );
  // Ties go by all columns in their order.
  const clause = terms.make("latest", [by, idOf(input.columns, node.newest), terms.make("order", [...input.columns.values()])]);
  const words = `the row with the newest ${listed(node.input, [node.newest])} of each ${listed(node.input, node.by)}`;
  const skeleton = terms.make("latest", [rowsOf(terms, input), clause]);
  return { ...input, skeleton, clauses: new Map([...input.clauses, [clause, { words, narrows: false }]]) };
};

const aggregate: MeaningRule<NodeOf<"aggregate">> = (node, inputs, { terms }) => {
  const input = only(inputs);
  const clause = terms.makeSet(
    "aggregate",
    node.by.map((name) => idOf(input.columns, name)),
  );
  const rows = rowsOf(terms, input);
  const over = (columns: Columns, of: readonly Id[]): Columns =>
    new Map([
      ...node.by.map((name) => [name, terms.make("key", [idOf(columns, name)])] as const),
      ...node.measures.map(({ name, aggregate: { function: measure, argument } }) => {
        const operands = argument === undefined ? [] : [expressionTerm(terms, argument, columnIn(columns))];
        return [name, terms.make(["measure", measure], [...of, ...operands])] as const;
      }),
    ]);
  const words = node.by.length === 0 ? "one row over all" : `one row for each ${listed(node.input, node.by)}`;
  return {
    skeleton: terms.make("aggregate", [rows, clause]),
    columns: over(input.columns, [rows]),
    values: over(input.values, []),
    clauses: new Map([...input.clauses, [clause, { words, narrows: false }]]),
  };
};

const window: MeaningRule<NodeOf<"window">> = (node, inputs, { terms }) => {
  const input = only(inputs);
  const order = needsTotalOrder(node) ? totalOrder(node, schemaOfRelation(node.input).columns) : node.orderBy;
  const over = (columns: Columns, of: readonly Id[], by: typeof order): Columns =>
    new Map([
      ...columns,
      ...node.columns.map(({ name, value }) => {
        const together = terms.makeSet(
          "partition",
          node.partitionBy.map((one) => idOf(columns, one)),
        );
        const sorted = terms.make(
          by.map(({ descending }) => descending),
          by.map((one) => idOf(columns, one.column)),
        );
        const argument = value.argument === undefined ? [] : [expressionTerm(terms, value.argument, columnIn(columns))];
        const own = [value.op, value.function, "offset" in value ? value.offset : undefined];
        return [name, terms.make(own, [...of, together, sorted, ...argument])] as const;
      }),
    ]);
  return { ...input, columns: over(input.columns, [rowsOf(terms, input)], order), values: over(input.values, [], node.orderBy) };
};

const explode: MeaningRule<NodeOf<"explode">> = (node, inputs, { terms }) => {
  const input = only(inputs);
  const clause = terms.make(["explode", node.keepEmpty], [idOf(input.columns, node.column)]);
  const over = (columns: Columns): Columns => {
    const array = idOf(columns, node.column);
    const made: readonly (readonly [string, Id])[] = [
      ...(node.position === undefined ? [] : [[node.position, terms.make("position", [array])] as const]),
      [node.as, terms.make("element", [array])],
    ];
    return new Map([...columns].flatMap(([name, id]) => (name === node.column ? made : [[name, id] as const])));
  };
  const words = `one row for each element of ${listed(node.input, [node.column])}${node.keepEmpty ? ", and one where there is none" : ""}`;
  return {
    skeleton: terms.make("explode", [input.skeleton, clause]),
    columns: over(input.columns),
    values: over(input.values),
    clauses: new Map([...input.clauses, [clause, { words, narrows: false }]]),
  };
};

/** What a join keeps of the rows of its sides. */
const JOINS: { readonly [Op in AnyJoinNode["op"]]: { readonly words: string; readonly narrows: boolean; readonly keepsRight: boolean } } = {
  join: { words: "each row with every match in", narrows: true, keepsRight: true },
  leftJoin: { words: "each row with every match, or once without, in", narrows: false, keepsRight: true },
  semiJoin: { words: "rows with a match in", narrows: true, keepsRight: false },
  antiJoin: { words: "rows without a match in", narrows: false, keepsRight: false },
};

const join: MeaningRule<AnyJoinNode> = (node, inputs, { terms }) => {
  const [left, right] = both(inputs);
  const { words, narrows, keepsRight } = JOINS[node.op];
  const [leftWords, rightWords] = [node.left, node.right].map((side) => wordsIn(lineageOfRelation(side))) as [
    ReturnType<typeof wordsIn>,
    ReturnType<typeof wordsIn>,
  ];
  const on = (side: "L" | "R", columns: Columns, name: string): Id => terms.moved(idOf(columns, name), side);
  const conditions = new Map<Id, Clause>([
    ...node.on.map((pair): [Id, Clause] => [
      terms.make("on", [on("L", left.columns, pair.left), on("R", right.columns, pair.right)]),
      { words: `${leftWords({ op: "column", name: pair.left })} = ${rightWords({ op: "column", name: pair.right })}`, narrows },
    ]),
    ...(node.where === undefined ? [] : conjuncts(node.where)).map((condition): [Id, Clause] => [
      expressionTerm(terms, condition, ({ name, side }) => (side === "right" ? on("R", right.columns, name) : on("L", left.columns, name))),
      {
        words: expressionInWords(condition, (one) => (one.side === "right" ? rightWords : leftWords)(one)),
        narrows,
      },
    ]),
  ]);
  const all = terms.makeSet("matches", [...conditions.keys()]);
  const head = terms.make(["of", node.op], [terms.moved(right.skeleton, "R")]);
  const moved = (side: "L" | "R", { clauses }: Meaning): Meaning["clauses"] =>
    new Map([...clauses].map(([id, clause]) => [terms.moved(id, side), clause]));
  const merged = new Set(node.on.filter((pair) => pair.left === pair.right).map((pair) => pair.right));
  const together = (of: (meaning: Meaning) => Columns, side: (id: Id, at: "L" | "R") => Id): Columns =>
    new Map([
      ...[...of(left)].map(([name, id]) => [name, side(id, "L")] as const),
      ...(keepsRight ? [...of(right)].filter(([name]) => !merged.has(name)) : []).map(([name, id]) => [name, side(id, "R")] as const),
    ]);
  return {
    skeleton: terms.make(node.op, narrows ? [left.skeleton, right.skeleton] : [left.skeleton, rowsOf(terms, right), all]),
    columns: together(
      ({ columns }) => columns,
      (id, at) => terms.moved(id, at),
    ),
    values: together(
      ({ values }) => values,
      (id) => id,
    ),
    clauses: new Map([
      ...moved("L", left),
      [head, { words: `${words} ${tablesRead(node.right).join(", ")}`, narrows: false }],
      ...moved("R", right),
      ...conditions,
    ]),
  };
};

/** What each operation means: which rows there are then, and what each column is. */
export const MEANINGS: { readonly [Op in Operation]: MeaningRule<NodeOf<Op>> } = {
  read: ({ table, columns }, _, { terms, naming }) => {
    const skeleton = terms.make(["read", naming.table(table)]);
    const read = new Map(columns.map(({ name }) => [name, terms.column(naming.table(table), naming.column(table, name))]));
    return { skeleton, columns: read, values: read, clauses: new Map([[skeleton, { words: `rows of ${table}`, narrows: false }]]) };
  },
  filter: (node, inputs, { terms }) => {
    const input = only(inputs);
    const conditions = conjuncts(node.where).map((condition): [Id, Clause] => [
      expressionTerm(terms, condition, columnIn(input.columns)),
      { words: wordsOver(node.input)(condition), narrows: true },
    ]);
    return { ...input, clauses: new Map([...input.clauses, ...conditions]) };
  },
  select: project,
  dropColumns: project,
  rename: project,
  derive: project,
  project,
  join,
  leftJoin: join,
  semiJoin: join,
  antiJoin: join,
  distinct,
  latest,
  aggregate,
  window,
  explode,
  union: (node, inputs, { terms }) => {
    const [left, right] = both(inputs);
    const either = (of: (meaning: Meaning) => Columns, both: (left: Id, right: Id) => Id): Columns =>
      new Map([...of(left)].map(([name, id]) => [name, both(id, idOf(of(right), name))]));
    const each = (l: Id, r: Id): Id => terms.make("either", [l, r]);
    const sides = (of: (meaning: Meaning) => Id): Id => terms.make("union", [of(left), of(right)]);
    const head = terms.make("union");
    const words = `all rows of ${tablesRead(node.left).join(", ")} and all of ${tablesRead(node.right).join(", ")}`;
    return {
      skeleton: sides(({ skeleton }) => skeleton),
      columns: either(({ columns }) => columns, each),
      values: either(
        ({ values }) => values,
        (l, r) => (l === r ? l : each(l, r)),
      ),
      clauses: new Map([
        ...[...left.clauses].map(([id, clause]) => [terms.moved(id, "L"), clause] as const),
        [head, { words, narrows: false }],
        ...[...right.clauses].map(([id, clause]) => [terms.moved(id, "R"), clause] as const),
      ]),
    };
  },
};
