import type { Report, Site } from "../diagnostics/diagnostic.ts";
import type { Expression, Side, Typing } from "../expressions/expression.ts";
import { FUNCTION_RULES, type FunctionName } from "../expressions/functions.ts";
import { castMayFail } from "../expressions/type-rules.ts";
import { type Column, typeName, UNKNOWN } from "../schema/column-type.ts";
import { checkedCall, operandOf } from "./checked-call.ts";
import { HELD, type Held } from "./held.ts";
import { methodsOfValues } from "./measures.ts";
import { checkMostOf } from "./most-arguments.ts";
import { patternOf, takesPattern } from "./pattern-argument.ts";
import { reportAt, session, siteOf } from "./session.ts";
import { parseTypeName, TYPE_NAMES } from "./type-names.ts";

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

  /** What JavaScript asks when one of its operators, or a template, takes the expression for a value. */
  [Symbol.toPrimitive](hint: string): string | number {
    const parameters = { operator: OPERATORS[hint] ?? hint, operand: "an expression" };
    reportAt(siteOf(this[Symbol.toPrimitive]))({ code: "javascript-operator", parameters });
    return hint === "number" ? 0 : "";
  }

  /** Of JavaScript's own objects, which says nothing of the value. */
  toString(): string {
    reportAt(siteOf(this.toString))({ code: "javascript-operator", parameters: { operator: "`toString`", operand: "an expression" } });
    return "";
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

checkMostOf(ExpressionBuilder.prototype, { cast: 1, tryCast: 1, field: 1 });

const OPERATORS: Readonly<Record<string, string>> = {
  number: "arithmetic or a comparison",
  string: "a template",
  default: "`+` or `==`",
};

function converted({ node, typing }: Held, to: unknown, site: Site): ExpressionBuilder {
  const type = parseTypeName(to);
  if (type === undefined) {
    reportAt(site)({
      code: "invalid-value",
      parameters: { value: String(to), expected: `the name of a column type: ${TYPE_NAMES}` },
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
  if (name === "in") {
    if (args.length === 1 && Array.isArray(args[0])) return args[0];
    report({ code: "constant-expected", parameters: { function: name, expected: 'one list of values, as `["a", "b"]`,' } });
    return undefined;
  }
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

for (const [name, value] of Object.entries(
  methodsOfValues(
    (expression) => (expression as ExpressionBuilder)[HELD],
    (site) => poison(site)[HELD],
  ),
)) {
  Object.defineProperty(ExpressionBuilder.prototype, name, { value });
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
