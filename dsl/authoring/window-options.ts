import type { Report } from "../diagnostics/diagnostic.ts";
import type { OrderColumn, WindowColumn, WindowNode } from "../operations/window.ts";
import { describe } from "./held.ts";
import { columnsGiven, row } from "./lambdas.ts";
import { MeasureBuilder, WindowFunctionBuilder } from "./measures.ts";
import { checkColumnName } from "./names.ts";
import { checkOptions, reasonsIn, textsIn } from "./options.ts";

/** What the options of `window` say; undefined after a mistake, which was reported. */
export function windowOptions(options: unknown, columns: object, report: Report): Omit<WindowNode, "op" | "input"> | undefined {
  const given = checkOptions(options, ["partitionBy", "orderBy", "columns", "anyOwner", "samePerson"], "`window`", report);
  const partitionBy = textsIn(given.partitionBy, "`partitionBy` of `window`", report, "partitionBy");
  const orderBy = orderOf(given.orderBy, report);
  const made = columnsGiven(given.columns, [columns], "columns", report);
  const named = made?.flatMap(([name, value]): readonly WindowColumn[] => {
    checkColumnName(name, report);
    if (value instanceof MeasureBuilder) return [{ name, value: value.aggregate }];
    if (value instanceof WindowFunctionBuilder) return [{ name, value: value.value }];
    const reason = `a window function such as \`rowNumber()\` or \`row.x.lag()\`, or a measure such as \`row.x.sum()\`, is needed, not ${describe(value)}`;
    report({ code: "invalid-declaration", parameters: { what: `the window column \`${name}\``, reason }, focus: name });
    return [];
  });
  const reasons = reasonsIn(given, ["anyOwner", "samePerson"], report);
  if (partitionBy === undefined || orderBy === undefined || named === undefined) return undefined;
  return { partitionBy, orderBy, columns: named, ...row(given.columns), ...(Object.keys(reasons).length === 0 ? {} : { reasons }) };
}

/** A column, or `{ column, descending }`, some in a list. */
function orderOf(value: unknown, report: Report): readonly OrderColumn[] | undefined {
  if (value === undefined) return [];
  const order = (Array.isArray(value) ? value : [value]).map(orderColumn);
  const wrong = order.indexOf(undefined);
  if (Array.isArray(value) && wrong === -1) return order.filter((by) => by !== undefined);
  const found = describe(Array.isArray(value) ? value[wrong] : value);
  const reason = `a list is needed of column names or of \`{ column: "...", descending: true }\`, not ${found}`;
  report({ code: "invalid-declaration", parameters: { what: "`orderBy` of `window`", reason }, focus: "orderBy" });
  return undefined;
}

function orderColumn(value: unknown): OrderColumn | undefined {
  if (typeof value === "string") return { column: value, descending: false };
  if (typeof value !== "object" || value === null || !("column" in value) || typeof value.column !== "string") return undefined;
  const { descending = false, column, ...others } = value as { column: string; descending?: unknown };
  return typeof descending === "boolean" && Object.keys(others).length === 0 ? { column, descending } : undefined;
}
