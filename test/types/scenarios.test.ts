import { readdirSync } from "node:fs";
import { join } from "node:path";
import ts from "typescript";
import { expect, test } from "vitest";
import type { Column, ColumnType } from "../../dsl/schema/column-type.ts";
import { outcomesOfScenarios } from "../scenarios/outcomes.ts";
import { folderOf } from "../scenarios/scenario.ts";
import { options } from "./checker.ts";

/** What TypeScript says of the columns of a table is what the plan says, in every scenario. */

/**
 * Columns that TypeScript takes for nullable and that are not: casts of numbers, because it has one `number` for all of
 * them, and what a function of plain `Condition`s shows.
 */
const LESS_KNOWN = [
  "casts converted.wide",
  "casts converted.double",
  "casts converted.ofFloat",
  "casts converted.ofPrice",
  "casts converted.instant",
  "casts converted.same",
  "casts written.level",
  "casts written.price",
  "casts written.total",
  "decimals computed.text",
  "decimals totals.text",
];

const outcomes = [...outcomesOfScenarios().values()].filter(({ columns }) => Object.keys(columns).length > 0);
const filesOf = (scenario: string): readonly string[] => {
  const folder = join(folderOf(scenario), "transforms");
  return readdirSync(folder).map((name) => join(folder, name));
};
const program = ts.createProgram(
  outcomes.flatMap(({ scenario }) => filesOf(scenario)),
  options,
);
const checker = program.getTypeChecker();

/** The type of each column, of each table that a variable holds. */
function typedTables(scenario: string): ReadonlyMap<string, ReadonlyMap<string, ts.Type>> {
  const tables = new Map<string, ReadonlyMap<string, ts.Type>>();
  for (const file of filesOf(scenario)) {
    const visit = (node: ts.Node): void => {
      const call = ts.isVariableDeclaration(node) ? node.initializer : undefined;
      if (call !== undefined && ts.isCallExpression(call) && /\.table$/.test(call.expression.getText())) {
        const [name] = call.arguments;
        const columns = checker.getTypeAtLocation(node).getProperty("columns");
        if (columns !== undefined && name !== undefined && ts.isStringLiteral(name))
          tables.set(name.text, columnsIn(checker.getTypeOfSymbol(columns), node));
      }
      ts.forEachChild(node, visit);
    };
    const source = program.getSourceFile(file);
    if (source !== undefined) visit(source);
  }
  return tables;
}

/** From `Columns<F>`: the `Value` of each expression. */
const columnsIn = (columns: ts.Type, at: ts.Node): ReadonlyMap<string, ts.Type> =>
  new Map(
    columns.getProperties().map((column) => {
      const [value] = checker.getTypeArguments(checker.getTypeOfSymbolAtLocation(column, at) as ts.TypeReference);
      if (value === undefined) throw new Error(`${column.name} is no expression`);
      return [column.name, value];
    }),
  );

// A decimal with a number may be either: TypeScript has one `number` for integers, which give a decimal, and doubles, which do not.
const EITHER = "Decimal \\| number|number \\| Decimal";
const NAMES: { readonly [K in ColumnType["kind"]]: RegExp } = {
  string: /^string$/,
  boolean: /^boolean$/,
  int32: /^number$/,
  int64: /^number$/,
  float: /^number$/,
  double: new RegExp(`^(number|${EITHER})$`),
  decimal: new RegExp(`^(Decimal|${EITHER})$`),
  date: /^CalendarDate$/,
  timestamp: /^Timestamp$/,
  epochMillis: /^EpochMillis$/,
  array: /^readonly /,
  struct: /^\{|^StructOf</,
  map: /^TextMap</,
  unknown: /^$/,
};

const nameOf = (type: ts.Type): string =>
  checker.typeToString(checker.getNonNullableType(type), undefined, ts.TypeFormatFlags.NoTruncation);
const isNullable = (type: ts.Type): boolean => checker.getNonNullableType(type) !== type;

test.each(outcomes)("$scenario", ({ scenario, columns }) => {
  const typed = typedTables(scenario);
  for (const [table, names] of typed) {
    const planned: readonly Column[] = columns[table] ?? [];
    expect([...names.keys()].sort(), table).toEqual(planned.map(({ name }) => name).sort());
    for (const { name, type, nullable } of planned) {
      const found = names.get(name);
      if (found === undefined) continue;
      const column = `${scenario} ${table}.${name}`;
      expect(nameOf(found), column).toMatch(NAMES[type.kind]);
      expect({ column, nullable: isNullable(found) }).toEqual({ column, nullable: nullable || LESS_KNOWN.includes(column) });
    }
  }
  expect(typed.size).toBeGreaterThan(scenario === "not-exported" || scenario === "loop" ? -1 : 0);
});
