import type { Problem, Site } from "../diagnostics/diagnostic.ts";
import type { CallExpression, ColumnExpression, Expression } from "../expressions/expression.ts";
import { operandsOf } from "../expressions/expression.ts";
import { expressionInWords } from "../expressions/in-words.ts";
import type { LakePlan } from "../operations/lake.ts";
import { fromOf, type Lineage } from "../operations/lineage.ts";
import type { RelationNode } from "../operations/relation.ts";
import { inputsOf, lineageOfRelation, ruleOf } from "../operations/rules.ts";
import { nodesInOrder } from "../operations/steps.ts";
import { dependencyOrder } from "./order.ts";

type Value = string | number;
/** The values that a column, or a field of it, can have besides NULL: from `column` or `column.field` to them. */
type Allowed = ReadonlyMap<string, readonly Value[]>;

const COMPARISONS: ReadonlySet<string> = new Set(["eq", "ne", "in", "isDistinctFrom", "isNotDistinctFrom"]);

/**
 * Constants that are compared with a column which never has them: its source lists its values, and it is passed on unchanged
 * from there.
 */
export function valueProblems(plan: LakePlan, sites: WeakMap<RelationNode | Expression, Site>): readonly Problem[] {
  const known = new Map<string, Allowed>();
  for (const source of plan.sources) {
    const listed = source.columns.flatMap(({ name, checks }) =>
      checks.flatMap((check) => (check.rule === "oneOf" ? [[[name, ...check.path].join("."), check.values] as const] : [])),
    );
    if (listed.length > 0) known.set(source.name, new Map(listed));
  }
  if (known.size === 0) return [];
  const tables = new Map(plan.tables.map((table) => [table.name, table]));
  const problems: Problem[] = [];
  const seen = new Set<Expression>();
  for (const name of dependencyOrder(plan)) {
    const table = tables.get(name);
    if (table === undefined) continue;
    for (const node of nodesInOrder(table.relation)) {
      const inputs = inputsOf(node).map((input) => lineageOfRelation(input));
      const valuesOf = (expression: Expression): readonly Value[] | undefined => {
        const [column, path] = columnAndPath(expression);
        const lineage = column?.side === "right" ? inputs[1] : inputs[0];
        return column === undefined || lineage === undefined ? undefined : allowedIn(lineage, column.name, path, known);
      };
      for (const call of comparisonsIn(ruleOf(node).expressions(node))) {
        if (seen.has(call)) continue;
        seen.add(call);
        problems.push(...unknownValues(call, valuesOf, sites.get(call)));
      }
    }
    const lineage = lineageOfRelation(table.relation);
    const passedOn = table.columns.flatMap((column): (readonly [string, readonly Value[]])[] =>
      pathsFrom(lineage, column.name, known).flatMap((path) => {
        const values = allowedIn(lineage, column.name, path, known);
        return values === undefined ? [] : [[[column.name, ...path].join("."), values] as const];
      }),
    );
    if (passedOn.length > 0) known.set(name, new Map(passedOn));
  }
  return problems;
}

/** All values of a column's origins; undefined where one of them may have others. */
function allowedIn(
  lineage: Lineage,
  name: string,
  path: readonly string[],
  known: ReadonlyMap<string, Allowed>,
): readonly Value[] | undefined {
  const lists = fromOf(lineage, name).map(({ table, column, how }) =>
    how === "copied" ? known.get(table)?.get([column, ...path].join(".")) : undefined,
  );
  return lists.length > 0 && lists.every((list) => list !== undefined) ? [...new Set(lists.flat())] : undefined;
}

/** The paths below a column at which one of its origins lists values. */
function pathsFrom(lineage: Lineage, name: string, known: ReadonlyMap<string, Allowed>): readonly (readonly string[])[] {
  const paths = fromOf(lineage, name).flatMap(({ table, column }) =>
    [...(known.get(table)?.keys() ?? [])].flatMap((key) => {
      if (key === column) return [""];
      return key.startsWith(`${column}.`) ? [key.slice(column.length + 1)] : [];
    }),
  );
  return [...new Set(paths)].map((path) => (path === "" ? [] : path.split(".")));
}

function columnAndPath(expression: Expression): readonly [ColumnExpression | undefined, readonly string[]] {
  const path: string[] = [];
  let at = expression;
  for (; at.op === "field"; at = at.input) path.unshift(at.field);
  return [at.op === "column" ? at : undefined, path];
}

function comparisonsIn(expressions: readonly Expression[]): readonly CallExpression[] {
  const found: CallExpression[] = [];
  const pending = [...expressions];
  for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
    if (next.op === "call" && COMPARISONS.has(next.function)) found.push(next);
    pending.push(...operandsOf(next));
  }
  return found.reverse();
}

function unknownValues(
  { function: name, arguments: operands }: CallExpression,
  valuesOf: (expression: Expression) => readonly Value[] | undefined,
  site: Site | undefined,
): readonly Problem[] {
  return operands.flatMap((operand, i): readonly Problem[] => {
    const compared = name === "in" ? operands.slice(1) : [operands[1 - i]];
    const values = name === "in" && i > 0 ? undefined : valuesOf(operand);
    if (values === undefined) return [];
    const existing = values.map(String);
    const unknown = compared.flatMap((other) =>
      other?.op === "literal" && other.value !== null && typeof other.value !== "boolean" && !existing.includes(String(other.value))
        ? [other.type.kind === "string" ? other.value : Number(other.value)]
        : [],
    );
    const column = expressionInWords(operand);
    return unknown.map(
      (value): Problem => ({ code: "unknown-value", parameters: { column, value, existing }, site, focus: String(value) }),
    );
  });
}
