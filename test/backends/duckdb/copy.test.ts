import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { expect, test } from "vitest";
import { copyStatement } from "../../../dsl/backends/duckdb/copy.ts";
import { double, text } from "../../../dsl/backends/duckdb/literals.ts";
import { connect, rowsOf, scratch } from "./support.ts";

test("JSON lines: keys as declared, NULL left out, values that read back", async () => {
  const connection = await connect();
  const path = join(scratch(), "it's [a] {file}.json");
  await connection.run(
    `CREATE TABLE t (id BIGINT, "Mixed Case" VARCHAR, "quo""te" INTEGER, d DOUBLE, f FLOAT, price DECIMAL(38,2), share DECIMAL(2,2), day DATE, moment TIMESTAMP, isOn BOOLEAN, list VARCHAR[], part STRUCT("Zip" VARCHAR, n INTEGER), map MAP(VARCHAR, DOUBLE))`,
  );
  await connection.run(`INSERT INTO t VALUES
    (9223372036854775807, 'a"\\é' || chr(10) || chr(0) || '😀', 1, 1e22, 0.1, 123456789012345678901234567890123456.78, -0.05, '0997-03-01', '1969-12-31 23:59:59.000001', TRUE, ['x', NULL], {'Zip': 'z', 'n': NULL}, MAP {'k': 0.1}),
    (NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL),
    (-1, '', 0, 5e-324, 1e10, 0.10, 0.5, '2024-01-01', '2024-01-01 10:00:00', FALSE, [], NULL, MAP {})`);
  const { rowsChanged } = await connection.run(copyStatement("SELECT * FROM t", "json", path));
  expect(rowsChanged).toBe(3);
  expect(readFileSync(path, "utf8").split("\n")).toEqual([
    `{"id":9223372036854775807,"Mixed Case":"a\\"\\\\é\\n\\u0000😀","quo\\"te":1,"d":1e22,"f":0.10000000149011612,"price":123456789012345678901234567890123456.78,"share":-0.05,"day":"0997-03-01","moment":"1969-12-31 23:59:59.000001","isOn":true,"list":["x",null],"part":{"Zip":"z","n":null},"map":{"k":0.1}}`,
    "{}",
    `{"id":-1,"Mixed Case":"","quo\\"te":0,"d":5e-324,"f":10000000000.0,"price":0.10,"share":0.5,"day":"2024-01-01","moment":"2024-01-01 10:00:00","isOn":false,"list":[],"map":{}}`,
    "",
  ]);
});

test("doubles, decimals and texts come back as they were", async () => {
  const connection = await connect();
  const path = join(scratch(), "rows.json");
  const row = fc.record({
    d: fc.double({ noNaN: true, noDefaultInfinity: true }).map((d) => d + 0),
    n: fc.bigInt({ min: -(10n ** 18n) + 1n, max: 10n ** 18n - 1n }),
    s: fc.string({ unit: "binary" }),
  });
  await fc.assert(
    fc.asyncProperty(fc.array(row, { minLength: 1, maxLength: 200, size: "max" }), async (rows) => {
      const values = rows.map(({ d, n, s }) => `(${double(d)}, CAST('${n}' AS DECIMAL(18,0)) * 0.000001::DECIMAL(7,6), ${text(s)})`);
      await connection.run(
        `CREATE OR REPLACE TABLE t AS SELECT d, n::DECIMAL(24,6) AS n, s FROM (VALUES ${values.join(", ")}) AS v(d, n, s)`,
      );
      await connection.run(copyStatement("FROM t", "json", path));
      const lines = readFileSync(path, "utf8").trimEnd().split("\n");
      expect(lines.map((line) => JSON.parse(line)).map(({ d, s }) => ({ d, s }))).toEqual(rows.map(({ d, s }) => ({ d, s })));
      const written = lines.map((line) => /"n":(-?[0-9.e+]+)/.exec(line)?.[1] ?? "");
      expect(await rowsOf(connection, `SELECT CAST(n AS VARCHAR) FROM t`)).toEqual(
        await rowsOf(
          connection,
          `SELECT CAST(CAST(v AS DECIMAL(24,6)) AS VARCHAR) FROM (VALUES ${written.map((v) => `('${v}')`).join(", ")}) AS t(v)`,
        ),
      );
    }),
    { numRuns: 10 },
  );
});

test("the same rows give the same bytes of Parquet, which read back", async () => {
  const connection = await connect();
  const folder = scratch();
  await connection.run(
    "CREATE TABLE t AS SELECT range AS n, 'text ' || range % 1000 AS s, range * 0.1::DOUBLE AS d, TIMESTAMP '2024-01-01' + to_seconds(range) AS moment FROM range(300000)",
  );
  const hashes: string[] = [];
  for (const name of ["one.parquet", "it's two.parquet"]) {
    const path = join(folder, name);
    expect((await connection.run(copyStatement("SELECT * FROM t", "parquet", path))).rowsChanged).toBe(300_000);
    hashes.push(createHash("sha256").update(readFileSync(path)).digest("hex"));
    expect(await rowsOf(connection, `SELECT count(*) FROM ((FROM t EXCEPT ALL FROM read_parquet(${text(path)})))`)).toEqual([["0"]]);
  }
  expect(hashes[0]).toBe(hashes[1]);
});
