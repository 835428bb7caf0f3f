import { columnsOf, type Expression } from "../../expressions/expression.ts";
import { expressionInWords } from "../../expressions/in-words.ts";
import type { FilterNode } from "../../operations/filter.ts";
import { schemaOfRelation } from "../../operations/rules.ts";
import { only } from "../../operations/support.ts";
import { type Case, closureOf, columnIn } from "../cases/case.ts";
import { viewsOf } from "../cases/views.ts";
import type { Failure } from "../proof.ts";
import type { Step, Unknowable } from "../tables.ts";
import { lower } from "../terms/lower.ts";
import type { Term } from "../terms/term.ts";
import { scopeOfCase } from "../transfer/transfer.ts";
import { finding } from "./failure.ts";

/** Conditions that drop rows which their author may not have thought of. */
export function lintCondition(step: Step): readonly Failure[] {
  const { node, place, inputs } = step;
  const at = { ...place, focus: node.op };
  return [...neverTrue(step, at), ...(node.op === "filter" ? vanishing(node, only(inputs).cases, at) : [])];
}

interface At {
  readonly table: string;
  readonly step: number;
  readonly focus: string;
}

/** The inputs can have rows, and yet none comes out. */
function neverTrue({ node, known, inputs }: Step, at: At): readonly Failure[] {
  const conditional = node.op === "filter" || node.op === "join" || node.op === "semiJoin";
  if (!conditional || known.cases.length > 0 || inputs.some(({ cases }) => cases.length === 0)) return [];
  const words = {
    claim: "the condition can hold",
    known: "it contradicts what is known of the rows",
    missing: "a row that it keeps",
    repair: "compare it with the steps before",
  };
  return [finding("filter-never-true", at, words, { table: at.table, operation: node.op })];
}

/** A negative comparison is UNKNOWN where its operand is NULL, so the rows go without being named. */
function vanishing(node: FilterNode, cases: readonly Case[], at: At): readonly Failure[] {
  const schema = schemaOfRelation(node.input);
  const named = namedNulls(node.where);
  const nullable = (operand: Expression): readonly string[] =>
    cases.flatMap((one) => {
      const isKnown = (term: Term): boolean => viewsOf(one, { terms: [term] }).cases.every((view) => closureOf(view).isNotNull(term));
      if (isKnown(lower(operand, scopeOfCase(one, schema)).term)) return [];
      return columnsOf(operand)
        .map(({ name }) => name)
        .filter((name) => !named.has(name) && !isKnown(columnIn(one, name)));
    });
  return negations(node.where, true).flatMap(({ condition, operands }) => {
    const columns = [...new Set(operands.flatMap(nullable))];
    if (columns.length === 0) return [];
    const words = {
      claim: `${condition} says what becomes of every row`,
      known: `${columns.join(", ")} may be null there`,
      missing: `${columns[0]} is not null, or its nulls are named`,
      repair: `add \`row.${columns[0]}.isNotNull()\` to drop them, or \`row.${columns[0]}.isNull().or(...)\` to keep them`,
    };
    return [finding("null-rows-vanish", at, words, { table: at.table, condition, columns })];
  });
}

interface Negation {
  readonly condition: string;
  readonly operands: readonly Expression[];
}

/** The comparisons that ask for a difference: `<>`, and whatever stands under a NOT. */
function negations(predicate: Expression, positive: boolean): readonly Negation[] {
  if (predicate.op !== "call") return positive ? [] : [{ condition: negationInWords(predicate), operands: [predicate] }];
  const { function: name, arguments: operands } = predicate;
  switch (name) {
    case "and":
    case "or":
      return operands.flatMap((operand) => negations(operand, positive));
    case "not":
      return operands.flatMap((operand) => negations(operand, !positive));
    case "isNull":
    case "isNotNull":
    case "isDistinctFrom":
    case "isNotDistinctFrom":
      return [];
    case "ne":
      return positive ? [{ condition: expressionInWords(predicate), operands }] : [];
    default:
      return positive ? [] : [{ condition: negationInWords(predicate), operands }];
  }
}

const negationInWords = (predicate: Expression): string => expressionInWords({ op: "call", function: "not", arguments: [predicate] });

/** The columns whose NULLs the predicate speaks of by itself. */
function namedNulls(predicate: Expression): ReadonlySet<string> {
  if (predicate.op !== "call") return new Set();
  const names = ["isNull", "isNotNull", "isDistinctFrom", "isNotDistinctFrom", "coalesce"].includes(predicate.function)
    ? columnsOf(predicate).map(({ name }) => name)
    : [];
  return new Set([...names, ...predicate.arguments.flatMap((argument) => [...namedNulls(argument)])]);
}

/** A table whose proofs would take too long is refused, never waited for. */
export const tooManyCases = ({ table, ...why }: Unknowable): readonly Failure[] => {
  if ("reads" in why) return [];
  const { step, limit } = why;
  const words = {
    claim: "the proofs come to an end",
    known: `${step === undefined ? "they have" : `step ${step} has`} more than ${limit}`,
    missing: "fewer of them",
    repair: "split conditions that speak of several columns, drop columns before the joins, or unite fewer relations",
  };
  return [finding("too-many-cases", { table: table.name, step }, words, { table: table.name, limit })];
};
