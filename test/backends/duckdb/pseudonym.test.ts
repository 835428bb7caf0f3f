import { createHmac, randomBytes } from "node:crypto";
import { expect, test } from "vitest";
import { expressionSql } from "../../../dsl/backends/duckdb/expressions.ts";
import { literal } from "../../../dsl/backends/duckdb/literals.ts";
import type { TablePlan } from "../../../dsl/operations/lake.ts";
import { readPseudonymKeys, setPseudonymKeys } from "../../../dsl/run/pseudonym-keys.ts";
import { call, col, text } from "./evaluate.ts";
import { columnsOf, connect, rowsOf } from "./support.ts";

const TEXTS = ["", "a@example.com", "é😀\u0000\n", "x".repeat(1000)];

test("is the HMAC-SHA256 that Node computes, with keys shorter and longer than a block", async () => {
  const connection = await connect();
  const keys = new Map(
    [32, 63, 64, 65, 200].map((length) => [`k${length}`, randomBytes(length).toString("base64").slice(0, length)] as const),
  );
  await setPseudonymKeys(connection, keys);
  const values = [...TEXTS, null].map((value, i) => `(${i}, ${literal({ op: "literal", type: { kind: "string" }, value })})`).join(", ");
  for (const [name, key] of keys) {
    const { sql } = expressionSql(call("pseudonym", col("given"), text(name)), () => ({ sql: "given", type: { kind: "string" } }));
    expect(sql).not.toContain(key);
    const query = `SELECT ${sql} AS made FROM (VALUES ${values}) AS t(i, given) ORDER BY i`;
    const expected = [...TEXTS.map((value) => createHmac("sha256", key).update(value, "utf8").digest("hex")), null];
    expect((await rowsOf(connection, query)).flat()).toEqual(expected);
    expect(await columnsOf(connection, query)).toEqual(["made VARCHAR"]);
  }
});

const table: TablePlan = {
  name: "pages",
  zone: "trusted",
  file: "transforms/pages.ts",
  format: { kind: "iceberg" },
  partitionBy: [],
  personal: {},
  columns: [],
  relation: {
    op: "derive",
    input: { op: "read", table: "visits", columns: [{ name: "email", type: { kind: "string" }, nullable: true }] },
    columns: [{ name: "key", expression: call("pseudonym", col("email"), text("research")) }],
  },
};
const KEY = "k".repeat(32);

test.each([
  [undefined, "is not set"],
  ["", "is not set"],
  [KEY.slice(1), "has 31 characters, which is fewer than 32"],
  [`${KEY}\n`, "has a space, a line end or another character that is not visible ASCII"],
  [`${KEY}é`, "has a space, a line end or another character that is not visible ASCII"],
])("a key that cannot be used is refused without being shown: %j", (key, fault) => {
  const read = (): unknown => readPseudonymKeys([table], { SLUICE_PSEUDONYM_KEY_RESEARCH: key });
  const parameters = { variable: "SLUICE_PSEUDONYM_KEY_RESEARCH", fault, tables: ["pages"] };
  expect(read).toThrow(expect.objectContaining({ problems: [{ code: "pseudonym-key-unusable", parameters }] }));
});

test("a key is read once for all tables, and only where one uses it", () => {
  expect(readPseudonymKeys([table, table], { SLUICE_PSEUDONYM_KEY_RESEARCH: KEY })).toEqual(new Map([["research", KEY]]));
  expect(readPseudonymKeys([], {})).toEqual(new Map());
});
