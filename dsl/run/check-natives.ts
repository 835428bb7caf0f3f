import type { DuckDBConnection } from "@duckdb/node-api";
import { nativeSql } from "../backends/duckdb/expressions.ts";
import { identifier } from "../backends/duckdb/identifier.ts";
import { sqlType } from "../backends/duckdb/types.ts";
import { type Problem, Refusal } from "../diagnostics/diagnostic.ts";
import { type NativeExpression, nativesIn } from "../expressions/native.ts";
import { bindNativeText } from "../expressions/native-text.ts";
import { typeOf } from "../expressions/type-rules.ts";
import type { TablePlan } from "../operations/lake.ts";
import { inputsOf, ruleOf, schemaOfRelation } from "../operations/rules.ts";
import { nodesInOrder } from "../operations/steps.ts";
import { joinScopeOf, scopeOf } from "../operations/support.ts";
import { duckdbReason } from "./failures.ts";

/** Asks DuckDB whether it takes each native text, and whether that gives the stated type, before anything is computed. Refuses with `native-broken`. */
export async function checkNatives(connection: DuckDBConnection, tables: readonly TablePlan[]): Promise<void> {
  const problems: Problem[] = [];
  for (const { name: table, file, relation } of tables) {
    for (const node of nodesInOrder(relation)) {
      const [left, right] = inputsOf(node).map(schemaOfRelation);
      for (const expression of nativesIn(ruleOf(node).expressions(node))) {
        const scope = left === undefined ? () => undefined : right === undefined ? scopeOf(left) : joinScopeOf(left, right);
        const types = new Map(expression.inputs.map(({ name, expression: input }) => [name, sqlType(typeOf(input, scope).type)]));
        const fault = await faultOf(connection, expression, types);
        if (fault !== undefined) problems.push({ code: "native-broken", parameters: { table, file, text: expression.duckdb, fault } });
      }
    }
  }
  if (problems.length > 0) throw new Refusal(problems);
}

async function faultOf(
  connection: DuckDBConnection,
  expression: NativeExpression,
  types: ReadonlyMap<string, string>,
): Promise<string | undefined> {
  const inputs = new Map([...types.keys()].map((name) => [name, identifier(name)]));
  const row = ["1", ...[...types].map(([name, type]) => `CAST(NULL AS ${type}) AS ${identifier(name)}`)].join(", ");
  const text = bindNativeText("duckdb", expression.duckdb, inputs);
  try {
    await connection.run(`DESCRIBE SELECT ${nativeSql(expression, inputs)} FROM (SELECT ${row})`);
    const found = await connection.runAndReadAll(`DESCRIBE SELECT ${text} AS made FROM (SELECT ${row})`);
    const made = String(found.getRowsJson()[0]?.[1]);
    const wanted = sqlType(expression.type);
    return made === wanted ? undefined : `gives ${made}, not ${wanted}`;
  } catch (error) {
    const reason = duckdbReason(error);
    if (reason === undefined) throw error;
    return `is not taken: ${reason}`;
  }
}
