import type { Report, Site } from "../diagnostics/diagnostic.ts";
import { AGGREGATE_RULES, type AggregateName } from "../expressions/aggregate.ts";
import type { Aggregate, Expression, Side, Typing } from "../expressions/expression.ts";
import { FUNCTION_RULES, type FunctionName } from "../expressions/functions.ts";
import { castMayFail } from "../expressions/type-rules.ts";
import { type Column, isComparable, isNumber, typeName, UNKNOWN } from "../schema/column-type.ts";
import { checkedCall, isNested, nameOf, operandOf } from "./checked-call.ts";
import { HELD, type Held } from "./held.ts";
import { patternOf, takesPattern } from "./pattern-argument.ts";
import { reportAt, session, siteOf } from "./session.ts";
import { parseTypeName } from "./type-names.ts";

/** Carries a `Held` and the methods of every kind of expression; TypeScript shows an author those that fit. */
export class ExpressionBuilder {
  readonly [HELD]: Held;
  constructor(held: Held) {
    this[HELD] = held;
  }

  cast(to: unknown): ExpressionBuilder {
    return converted(this[HELD], to, siteOf(this.cast));
  }

  /** Every cast gives NULL where it fails, so this is `cast`. */
  tryCast(to: unknown): ExpressionBuilder {
    return converted(this[HELD], to, siteOf(this.tryCast));
  }

  field(name: string): ExpressionBuilder {
    const site = siteOf(this.field);
    const { node, typing } = this[HELD];
    if (typing.type.kind === "unknown") return poison(site);
    const fields = typing.type.kind === "struct" ? typing.type.fields : [];
    const field = fields.find((candidate) => candidate.name === name);
    if (field === undefined) {
      reportAt(site)({
        code: "unknown-field",
        parameters: { field: name, existing: fields.map((candidate) => candidate.name) },
        focus: name,
      });
      return poison(site);
    }
    return made({ op: "field", input: node, field: name }, { type: field.type, nullable: typing.nullable || field.nullable }, site);
  }
}

function converted({ node, typing }: Held, to: unknown, site: Site): ExpressionBuilder {
  const type = parseTypeName(to);
  if (type === undefined) {
    reportAt(site)({
      code: "invalid-value",
      parameters: { value: String(to), expected: "the name of a column type, such as int64 or decimal(10,2)" },
    });
    return poison(site);
  }
  const mayFail = castMayFail(typing.type, type);
  if (mayFail === undefined) {
    reportAt(site)({ code: "invalid-cast", parameters: { from: typeName(typing.type), to: typeName(type) } });
    return poison(site);
  }
  return made({ op: "cast", input: node, to: type }, { type, nullable: typing.nullable || mayFail }, site);
}

/** What an author's arguments are in the plan; undefined when they are wrong, which is reported. */
function argumentsOf(name: FunctionName, args: readonly unknown[], report: Report): readonly unknown[] | undefined {
  if (name === "in" && Array.isArray(args[0])) return args[0];
  if (!takesPattern(name)) return args;
  const pattern = patternOf(name, args, report);
  return pattern === undefined ? undefined : [pattern];
}

for (const name of Object.keys(FUNCTION_RULES) as FunctionName[]) {
  const method = function (this: ExpressionBuilder, ...args: readonly unknown[]): ExpressionBuilder {
    const site = siteOf(method);
    const given = argumentsOf(name, args, reportAt(site));
    const call = given === undefined ? undefined : checkedCall(name, this[HELD], given, reportAt(site));
    return call === undefined ? poison(site) : made(call.node, call.typing, site);
  };
  Object.defineProperty(ExpressionBuilder.prototype, name, { value: method });
}

for (const name of Object.keys(AGGREGATE_RULES) as AggregateName[]) {
  const method = function (this: ExpressionBuilder): MeasureBuilder {
    const site = siteOf(method);
    const held = fits(name, this[HELD], reportAt(site)) ? this[HELD] : poison(site)[HELD];
    return new MeasureBuilder({ op: "aggregate", function: name, argument: held.node });
  };
  Object.defineProperty(ExpressionBuilder.prototype, name, { value: method });
}

/** Whether the aggregate takes the expression; otherwise the mistake is reported. */
function fits(name: AggregateName, held: Held, report: Report): boolean {
  const { type } = held.typing;
  if (AGGREGATE_RULES[name].takes === "number" && !isNumber(type) && type.kind !== "unknown") {
    report({ code: "type-mismatch", parameters: { function: name, expected: "a number", found: typeName(type) } });
    return false;
  }
  const comparesOrder = name === "min" || name === "max";
  if (comparesOrder ? isNested(type) : name === "countDistinct" && !isComparable(type)) {
    report({ code: "not-comparable", parameters: { operation: name, column: nameOf(held), type: typeName(type) } });
    return false;
  }
  return true;
}

/** A measure that an author holds. */
export class MeasureBuilder {
  readonly aggregate: Aggregate;
  constructor(aggregate: Aggregate) {
    this.aggregate = aggregate;
  }
}

export function made(node: Expression, typing: Typing, site: Site): ExpressionBuilder {
  session().sites.set(node, site);
  return new ExpressionBuilder({ node, typing });
}

/** Stands for an expression whose mistake was reported, so that nothing more is said of it. */
export const poison = (site: Site): ExpressionBuilder =>
  made({ op: "literal", type: UNKNOWN, value: null }, { type: UNKNOWN, nullable: true }, site);

/** A column that an author can use; `table` is the source or table whose column it is. */
export const columnBuilder = (column: Column, side: Side | undefined, table: string | undefined): ExpressionBuilder =>
  new ExpressionBuilder({
    node: side === undefined ? { op: "column", name: column.name } : { op: "column", name: column.name, side },
    typing: { type: column.type, nullable: column.nullable },
    ...(table === undefined ? {} : { table }),
  });

/** A constant in place of a column. */
export function literal(value: unknown): ExpressionBuilder {
  const site = siteOf(literal);
  const held = operandOf(value, reportAt(site));
  return held === undefined ? poison(site) : made(held.node, held.typing, site);
}

/** The number of rows of a group. */
export const count = (): MeasureBuilder => new MeasureBuilder({ op: "aggregate", function: "count" });
