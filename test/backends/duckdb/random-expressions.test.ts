import { expect, test } from "vitest";
import { identifier } from "../../../dsl/backends/duckdb/identifier.ts";
import { literal } from "../../../dsl/backends/duckdb/literals.ts";
import { tableQuery } from "../../../dsl/backends/duckdb/relations.ts";
import { sqlType } from "../../../dsl/backends/duckdb/types.ts";
import type { LoweredNode } from "../../../dsl/operations/lowered.ts";
import { schemaOfRelation } from "../../../dsl/operations/rules.ts";
import type { Column, ColumnType } from "../../../dsl/schema/column-type.ts";
import { randomExpression } from "../../random/expressions.ts";
import { Rng } from "../../random/rng.ts";
import { randomValue, SCALARS } from "../../random/values.ts";
import { connect, rowsOf } from "./support.ts";

const BIG = "9".repeat(38);
/** Types that the others lack, with values at their edges. */
const EDGES: readonly (readonly [ColumnType, readonly (string | number)[]])[] = [
  [{ kind: "float" }, [0, 1, -1.5, 3.4028234663852886e38, 1e-45, 0.1]],
  [{ kind: "decimal", precision: 38, scale: 0 }, [BIG, `-${BIG}`, "0", "1"]],
  [{ kind: "decimal", precision: 38, scale: 38 }, [`0.${BIG}`, `-0.${BIG}`, "0", `0.${"1".padStart(38, "0")}`]],
  [{ kind: "decimal", precision: 18, scale: 9 }, ["999999999.999999999", "-999999999.999999999", "0.000000001", "0"]],
];
const TYPES: readonly ColumnType[] = [...SCALARS, ...EDGES.map(([type]) => type)];
const COLUMNS: readonly Column[] = TYPES.flatMap((type, i) =>
  [true, false].map((nullable) => ({ name: `${nullable ? "maybe" : "always"} ${i}`, type, nullable })),
);

const EXPRESSIONS = 300;
const AT_ONCE = 10;

test("no expression fails; each has the type and the nullability that its rule says, and no value is infinite", async () => {
  const connection = await connect();
  const rng = new Rng(20260117);
  const edgeOf = (type: ColumnType) => rng.pick(EDGES.find(([edge]) => edge === type)?.[1] ?? [randomValue(rng, type)]);
  await connection.run(`CREATE TABLE t (${COLUMNS.map(({ name, type }) => `${identifier(name)} ${sqlType(type)}`).join(", ")})`);
  const rows = Array.from({ length: 30 }, () =>
    COLUMNS.map(({ type, nullable }) => literal({ op: "literal", type, value: nullable && rng.chance(0.2) ? null : edgeOf(type) })),
  );
  await connection.run(`INSERT INTO t VALUES ${rows.map((row) => `(${row.join(", ")})`).join(", ")}`);

  for (let i = 0; i < EXPRESSIONS / AT_ONCE; i += 1) {
    const columns = Array.from({ length: AT_ONCE }, (_, n) => ({
      name: `x${n}`,
      expression: randomExpression(rng, COLUMNS, 1 + rng.below(4), () => true),
    }));
    const relation: LoweredNode = { op: "project", input: { op: "read", table: "t", columns: COLUMNS }, columns };
    await connection.run(`CREATE OR REPLACE TABLE result AS ${tableQuery(relation)}`);
    const made = schemaOfRelation(relation).columns;
    const types = await rowsOf(connection, "SELECT column_type FROM (DESCRIBE result)");
    expect(types.map(([type]) => type)).toEqual(made.map(({ type }) => sqlType(type)));
    for (const { name, type, nullable } of made) {
      const wrong = type.kind === "double" || type.kind === "float" ? `NOT isfinite(${name})` : "FALSE";
      const found = await rowsOf(connection, `SELECT count(*) FROM result WHERE ${wrong}${nullable ? "" : ` OR ${name} IS NULL`}`);
      expect([columns.find((column) => column.name === name)?.expression, found]).toEqual([expect.anything(), [["0"]]]);
    }
  }
});
