import { z } from "zod";
import type { Report } from "../diagnostics/diagnostic.ts";
import type { NativeEngine } from "../expressions/native.ts";
import { isNativeKeyword, readNativeText } from "../expressions/native-text.ts";
import type { ColumnType } from "../schema/column-type.ts";
import { columnsFromZod } from "../schema/from-zod.ts";
import { isNested } from "./checked-call.ts";
import { type ExpressionBuilder, made, poison } from "./expression-builder.ts";
import { describe, type Held, heldBy } from "./held.ts";
import { checkOptions } from "./options.ts";
import { reportAt, siteOf } from "./session.ts";

const OPTIONS = ["type", "inputs", "spark", "duckdb"] as const;
const ENGINES: readonly NativeEngine[] = ["spark", "duckdb"];
const INPUT_NAME = /^[A-Za-z][A-Za-z0-9_]{0,62}$/;

/** An expression in each engine's own SQL, of a stated type. Mistakes are reported where it is called. */
export function native(options: unknown): ExpressionBuilder {
  const site = siteOf(native);
  const report = reportAt(site);
  const given = checkOptions(options, OPTIONS, "native", report);
  const type = typeOf(given.type, report);
  const inputs = inputsOf(given.inputs, report);
  if (type === undefined || inputs === undefined) return poison(site);
  const names = inputs.map(({ name }) => name);
  const texts = ENGINES.map((engine) => textOf(engine, given[engine], names, report));
  const [spark, duckdb] = texts;
  if (spark === undefined || duckdb === undefined || inputs.some(({ held }) => held.typing.type.kind === "unknown")) return poison(site);
  const node = { op: "native", type, inputs: inputs.map(({ name, held }) => ({ name, expression: held.node })), spark, duckdb } as const;
  return made(node, { type, nullable: true }, site);
}

const invalid = (reason: string, report: Report, focus?: string): undefined => {
  report({ code: "invalid-declaration", parameters: { what: "native", reason }, ...(focus === undefined ? {} : { focus }) });
  return undefined;
};

/** The column type of a schema that says nothing else: no engine would hold its own text to a check. */
function typeOf(schema: unknown, report: Report): ColumnType | undefined {
  if (schema === undefined) return invalid("`type` is missing: say what the texts give, for example `z.int32()`", report);
  let wrong = false;
  const [column] = columnsFromZod(z.object({ type: schema as z.ZodType }), (problem) => {
    wrong = true;
    report(problem);
  });
  if (wrong || column === undefined) return undefined;
  if (isNested(column.type)) return invalid("`type` is a nested one: a text gives a plain value", report, "type");
  if (column.checks.length > 0 || column.personal !== undefined)
    return invalid("`type` says more than a type: nothing would check it, and what is personal comes from the inputs", report, "type");
  return column.type;
}

function inputsOf(inputs: unknown, report: Report): readonly { readonly name: string; readonly held: Held }[] | undefined {
  if (inputs === undefined) return [];
  if (typeof inputs !== "object" || inputs === null)
    return invalid(`\`inputs\` is an object of columns, not ${describe(inputs)}`, report, "inputs");
  const found: { name: string; held: Held }[] = [];
  for (const [name, value] of Object.entries(inputs)) {
    const held = heldBy(value);
    if (!INPUT_NAME.test(name) || isNativeKeyword(name))
      return invalid(`\`${name}\` cannot be the name of an input: use letters and digits, and no word of SQL`, report, name);
    if (held === undefined || (held.node.op !== "column" && held.typing.type.kind !== "unknown"))
      return invalid(`the input \`${name}\` must be a column: derive it in a step before`, report, name);
    found.push({ name, held });
  }
  return found;
}

function textOf(engine: NativeEngine, text: unknown, inputs: readonly string[], report: Report): string | undefined {
  if (typeof text !== "string")
    return invalid(`\`${engine}\` is missing: each engine needs its text, or the table could not be made there`, report, "native");
  const read = readNativeText(engine, text, inputs);
  if (!("fault" in read)) return text;
  report({ code: "native-text", parameters: { engine, fault: read.fault }, focus: engine });
  return undefined;
}
