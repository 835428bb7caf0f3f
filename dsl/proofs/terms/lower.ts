import { commonType } from "../../expressions/common-type.ts";
import type { Expression, LiteralExpression, Side } from "../../expressions/expression.ts";
import type { FunctionName } from "../../expressions/functions.ts";
import { FUNCTION_RULES } from "../../expressions/functions.ts";
import { keyOf } from "../../expressions/pseudonym.ts";
import { type ColumnType, typeName, UNKNOWN } from "../../schema/column-type.ts";
import { constantIn, domainOf, sameDomain } from "./domain.ts";
import { CHOICE, FIELD, NATIVE, OPAQUE, ruleOfCast, ruleOfFunction } from "./functions.ts";
import { call, constant, type Term } from "./term.ts";

export interface TypedTerm {
  readonly term: Term;
  readonly type: ColumnType;
  /** Where the term is a constant: it may have a value in another domain too. */
  readonly literal?: LiteralExpression;
}

export type TermScope = (name: string, side: Side | undefined) => TypedTerm;

/** The functions whose arguments are brought to one type before they are looked at. */
const ALIKE: ReadonlySet<FunctionName> = new Set<FunctionName>([
  "eq",
  "ne",
  "lt",
  "lte",
  "gt",
  "gte",
  "in",
  "between",
  "isDistinctFrom",
  "isNotDistinctFrom",
  "coalesce",
]);

/** No two native expressions are known to be the same, not even of one text. */
let natives = 0;

/** The term of an expression. Every conversion that the types imply becomes visible as a cast. */
export function lower(expression: Expression, scope: TermScope): TypedTerm {
  switch (expression.op) {
    case "column":
      return scope(expression.name, expression.side);
    case "literal":
      return lowerLiteral(expression);
    case "call":
      return callOf(
        expression.function,
        expression.arguments.map((argument) => lower(argument, scope)),
      );
    case "cast":
      return { term: castTo(lower(expression.input, scope), expression.to), type: expression.to };
    case "when": {
      const conditions = expression.branches.map((branch) => lower(branch.when, scope).term);
      const { terms: results, type } = alike(
        [...expression.branches.map((branch) => branch.then), expression.otherwise].map((result) => lower(result, scope)),
      );
      const args = results.flatMap((result, i) => [...conditions.slice(i, i + 1), result]);
      return { term: call("when", CHOICE, args, domainOf(type)), type };
    }
    case "native": {
      const inputs = expression.inputs.map(({ expression: input }) => lower(input, scope).term);
      return { term: call(`native ${++natives}`, NATIVE, inputs, domainOf(expression.type)), type: expression.type };
    }
    case "field": {
      const input = lower(expression.input, scope);
      const found = input.type.kind === "struct" ? input.type.fields.find((field) => field.name === expression.field) : undefined;
      const type = found?.type ?? UNKNOWN;
      return { term: call(`field ${expression.field}`, FIELD, [input.term], domainOf(type)), type };
    }
  }
}

export function callOf(name: FunctionName, args: readonly TypedTerm[]): TypedTerm {
  const type = FUNCTION_RULES[name].gives(args.map((argument) => argument.type));
  const terms = ALIKE.has(name) ? alike(args).terms : args.map((argument) => argument.term);
  const domain = domainOf(type);
  const rule = ruleOfFunction(name);
  const [first, key] = args;
  // Two keys may be the same, so nothing follows from equal pseudonyms of different names.
  if (name === "pseudonym" && first !== undefined)
    return { term: call(`pseudonym ${keyOf(key?.literal)}`, rule, [first.term], domain), type };
  if (name !== "coalesce") return { term: call(name, rule, terms, domain), type };
  const nested = terms.reduceRight((rest, first) => call(name, rule, [first, rest], domain));
  return { term: nested, type };
}

function lowerLiteral(literal: LiteralExpression): TypedTerm {
  const domain = domainOf(literal.type);
  const value = constantIn(domain, literal);
  const known = value !== undefined || literal.value === null;
  const term = known
    ? constant(domain, value)
    : call(`literal ${typeName(literal.type)} ${JSON.stringify(literal.value)}`, OPAQUE, [], domain);
  return { term, type: literal.type, literal };
}

function alike(args: readonly TypedTerm[]): { terms: readonly Term[]; type: ColumnType } {
  const type = commonType(args.map((argument) => argument.type)) ?? UNKNOWN;
  return { terms: args.map((argument) => constantOfType(argument, type) ?? castTo(argument, type)), type };
}

function constantOfType({ literal }: TypedTerm, type: ColumnType): Term | undefined {
  if (literal === undefined) return undefined;
  const value = constantIn(domainOf(type), literal);
  const fits = typeof value !== "bigint" || type.kind !== "decimal" || value.toString().replace("-", "").length <= type.precision;
  return literal.value === null || (value !== undefined && fits) ? constant(domainOf(type), value) : undefined;
}

/** Within one domain a cast that cannot fail changes nothing. */
function castTo({ term, type }: TypedTerm, to: ColumnType): Term {
  const domain = domainOf(to);
  const rule = ruleOfCast(type, to);
  const widens = type.kind === "decimal" && to.kind === "decimal" && type.precision <= to.precision;
  if (sameDomain(term.domain, domain) && (rule.nulls === "strict" || widens)) return term;
  return call(`cast ${term.domain.name} to ${typeName(to)}`, rule, [term], domain);
}
