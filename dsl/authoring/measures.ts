import type { Report, Site } from "../diagnostics/diagnostic.ts";
import { AGGREGATE_RULES, type AggregateName } from "../expressions/aggregate.ts";
import type { Aggregate } from "../expressions/expression.ts";
import { WINDOW_RULES, type WindowFunction, type WindowFunctionName } from "../expressions/window.ts";
import { isComparable, isNumber, typeName } from "../schema/column-type.ts";
import { isNested, nameOf } from "./checked-call.ts";
import { CALLED, type Held } from "./held.ts";
import { checkMost } from "./most-arguments.ts";
import { reportAt, siteOf } from "./session.ts";

/** A measure that an author holds, for `aggregate` and `window`. */
export class MeasureBuilder {
  readonly [CALLED] = "a measure";
  readonly aggregate: Aggregate;
  constructor(aggregate: Aggregate) {
    this.aggregate = aggregate;
  }
}

/** What only a window can have. */
export class WindowFunctionBuilder {
  readonly [CALLED] = "a window function";
  readonly value: WindowFunction;
  constructor(value: WindowFunction) {
    this.value = value;
  }
}

/** The methods that make a measure or a window function of an expression; `poison` stands for one whose mistake was reported. */
export function methodsOfValues(heldOf: (expression: object) => Held, poison: (site: Site) => Held): Readonly<Record<string, unknown>> {
  const aggregates = (Object.keys(AGGREGATE_RULES) as AggregateName[]).map((name) => {
    const method = function (this: object, ...args: readonly unknown[]): MeasureBuilder {
      const site = siteOf(method);
      checkMost(name, args, 0, reportAt(site));
      const held = fits(name, heldOf(this), reportAt(site)) ? heldOf(this) : poison(site);
      return new MeasureBuilder({ op: "aggregate", function: name, argument: held.node });
    };
    return [name, method] as const;
  });
  const functions = windowFunctions("value").map((name) => {
    const method = function (this: object, ...args: readonly unknown[]): WindowFunctionBuilder {
      checkMost(name, args, 0, reportAt(siteOf(method)));
      return new WindowFunctionBuilder({ op: "window", function: name, argument: heldOf(this).node });
    };
    return [name, method] as const;
  });
  const neighbours = windowFunctions("value and offset").map((name) => {
    const method = function (this: object, ...args: readonly unknown[]): WindowFunctionBuilder {
      const report = reportAt(siteOf(method));
      checkMost(name, args, 1, report);
      const [offset = 1] = args;
      const isOffset = typeof offset === "number" && Number.isInteger(offset) && offset >= 1 && offset <= MOST_ROWS;
      if (!isOffset)
        report({ code: "constant-expected", parameters: { function: name, expected: `a whole number of rows from 1 to ${MOST_ROWS}` } });
      return new WindowFunctionBuilder({ op: "window", function: name, argument: heldOf(this).node, offset: isOffset ? offset : 1 });
    };
    return [name, method] as const;
  });
  return Object.fromEntries([...aggregates, ...functions, ...neighbours]);
}

/** The greatest 32-bit integer, which is what Spark takes. */
const MOST_ROWS = 2 ** 31 - 1;

const windowFunctions = (takes: "value" | "value and offset"): readonly WindowFunctionName[] =>
  (Object.keys(WINDOW_RULES) as WindowFunctionName[]).filter((name) => WINDOW_RULES[name].takes === takes);

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

/** The number of rows of a group or frame. */
export const count = (): MeasureBuilder => new MeasureBuilder({ op: "aggregate", function: "count" });

const place = (name: WindowFunctionName) => (): WindowFunctionBuilder => new WindowFunctionBuilder({ op: "window", function: name });

/** The place of a row in its partition, from 1; no two rows have one. */
export const rowNumber = place("rowNumber");

/** The place of a row in its partition, from 1; rows that tie have one place, and the next have the place after all of them. */
export const rank = place("rank");

/** As `rank`, without gaps. */
export const denseRank = place("denseRank");
