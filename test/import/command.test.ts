import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { type Ended, sluice } from "../cli/child.ts";
import { filesIn, newFolder, put, under } from "../cli/folders.ts";
import { TRANSFORMS } from "../cli/lake.ts";
import { answerOf, codesOf, expectGood, expectRefused } from "../cli/outcome.ts";

const ddl = (name: string, rest = "STORED AS JSONFILE"): string =>
  `CREATE EXTERNAL TABLE lake.${name} (id string NOT NULL COMMENT 'the key', amount decimal(10, 2)) COMMENT 'Of ${name}.' ${rest} LOCATION 's3://lake/landing/${name}/';\n`;

describe.concurrent("sluice import", { timeout: 240_000 }, () => {
  const imported = (cwd: string, ...args: string[]): Promise<Ended> => sluice(["import", ...args], { cwd });

  test("a file for each table, which compile at once, where there are no transforms yet", async () => {
    const cwd = put(newFolder(), {
      "all.sql": ddl("orders_landing") + ddl("returns"),
      "samples/visit/a.jsonl": '{"at":1700000000000,"page":"x"}\n',
    });
    const ended = await imported(cwd, "all.sql", "samples/visit");
    expectGood(ended);
    expect(ended.stdout).toBe(`3 tables declared. Look at what says \`review\`, then run \`npx sluice compile\`.
  wrote transforms/landing/orders-landing.ts (orders_landing)
  wrote transforms/landing/returns.ts (returns)
  wrote transforms/landing/visit-landing.ts (visit_landing)
`);
    expect(readFileSync(join(cwd, "transforms/landing/orders-landing.ts"), "utf8")).toBe(`import { decimal, json, source } from "sluice";
import { z } from "zod";

/** Of orders_landing. */
export const ordersLanding = source("orders_landing", {
  path: "orders_landing/", // review: the table's location is s3://lake/landing/orders_landing/
  format: json(),
  row: z.object({
    /** the key */
    id: z.string(),
    amount: decimal(10, 2).optional(),
  }),
});
`);
    const compiled = await sluice(["compile"], { cwd });
    expectGood(compiled);
    expect(compiled.stdout).toContain("3 tables");
  });

  test("one file for all", async () => {
    const cwd = put(newFolder(), { "all.sql": ddl("orders") + ddl("class") });
    const { ok, diagnostics, ...data } = answerOf(await imported(cwd, "all.sql", "--out", "transforms/all.ts", "--json"));
    expect([ok, diagnostics, data]).toEqual([true, [], { written: [{ path: "transforms/all.ts", tables: ["orders", "class"] }] }]);
    expect(readFileSync(join(cwd, "transforms/all.ts"), "utf8")).toContain('export const classSource = source("class", {');
    expectGood(await sluice(["compile"], { cwd }));
  });

  test("what cannot be declared is said with its place, and the rest is written", async () => {
    const cwd = put(newFolder(), {
      "all.sql": ddl("orders") + ddl("raw", "STORED AS ORC") + ddl("returns").replace("decimal(10, 2)", "uniontype<int>"),
    });
    const ended = await imported(cwd, "all.sql");
    expect(ended.code).toBe(1);
    expect(ended.stderr).toContain(
      "error[import-unsupported]: raw was not written: its files are `ORC`, and a source reads JSON lines\n  --> all.sql:2:",
    );
    expect(ended.stderr).toContain(
      "error[import-unsupported]: returns was not written: `amount` has the type `uniontype<int>`, which Sluice lacks\n  --> all.sql:3:",
    );
    expect(ended.stdout).toContain("1 table declared.");
    expect(Object.keys(filesIn(join(cwd, "transforms")))).toEqual(["landing/orders.ts"]);
  });

  test("no file and no name is taken twice", async () => {
    const cwd = put(newFolder(), {
      ...under("transforms", TRANSFORMS),
      "transforms/landing/orders.ts": "// mine\n",
      "a.sql": ddl("orders"),
      "b.sql": ddl("people") + ddl("new") + ddl("new"),
    });
    expectRefused(await imported(cwd, "a.sql"), ["already-exists"], "transforms/landing/orders.ts already exists");
    expect(readFileSync(join(cwd, "transforms/landing/orders.ts"), "utf8")).toBe("// mine\n");
    const ended = await imported(cwd, "b.sql");
    expect(ended.code).toBe(1);
    expect([...ended.stderr.matchAll(/^error\[(.*)\]: (.*)$/gm)].map(([, code, message]) => [code, message])).toEqual([
      ["duplicate-name", "there are two tables of the name `people`"],
      ["duplicate-name", "there are two tables of the name `new`"],
    ]);
    expect(ended.stderr).toContain("--> transforms/landing.ts:");
    expect(ended.stdout).toContain("wrote transforms/landing/new.ts (new)");
  });

  test("a table of another zone is a file to fill in, in the format that it has", async () => {
    const cwd = put(newFolder(), { ...under("transforms", TRANSFORMS), "a.sql": ddl("orders", "STORED AS PARQUET") });
    const ended = await imported(cwd, "a.sql", "--zone", "tidy");
    expectGood(ended);
    expect(ended.stdout).toContain("Fill in `from`");
    const text = readFileSync(join(cwd, "transforms/tidy/orders.ts"), "utf8");
    expect(text).toBe(`import { parquet } from "sluice";
import { tidy } from "../zones.ts";
// import { something } from "../landing/something.ts";

/** Of orders. */
export const orders = tidy.table("orders", {
  // from: something.select(
  //   "id", // string
  //   "amount", // decimal(10,2)
  // ),
  format: parquet(),
});
`);
    expectRefused(await sluice(["compile"], { cwd }), ["not-a-relation"], "--> transforms/tidy/orders.ts:6:");
    const partitioned = put(newFolder(), {
      ...under("transforms", TRANSFORMS),
      "a.sql":
        "CREATE TABLE daily (a string, at timestamp) PARTITIONED BY (day date, day(at)) STORED AS PARQUET LOCATION 's3://lake/daily/'",
    });
    const { diagnostics } = answerOf(await imported(partitioned, "a.sql", "--zone", "tidy", "--json"));
    expect(JSON.stringify(diagnostics)).toContain("daily: the partition `day(at)` is left out, for `partitionBy` takes columns");
    const daily = readFileSync(join(partitioned, "transforms/tidy/daily.ts"), "utf8");
    expect(daily).toContain('  //   "day", // date\n');
    expect(daily).toContain('  partitionBy: ["day"],\n');
    expectRefused(await imported(cwd, "a.sql", "--zone", "gold"), ["unknown-zone"], "the zones: `landing`, `tidy`, `counted`");
  });

  test("what is not there, not text, or says nothing", async () => {
    const cwd = put(newFolder(), {
      "empty.sql": "-- nothing",
      "binary.sql": Uint8Array.of(0xff, 0xfe, 0x00),
      "folder/readme.txt": "About it.",
    });
    expectRefused(await imported(cwd, "none.sql"), ["cannot-read"], "cannot read none.sql: there is no such file or folder");
    expectRefused(await imported(cwd, "binary.sql"), ["cannot-read"], "it is not UTF-8 text");
    expectRefused(await imported(cwd, "folder"), ["nothing-to-import"], "folder: the folder has no file of JSON lines");
    expectRefused(await imported(cwd, "empty.sql"), ["nothing-to-import"], "empty.sql: it has no CREATE TABLE statement");
    expect(codesOf(answerOf(await imported(cwd, "none.sql", "--json")))).toEqual(["cannot-read"]);
    expect((await imported(cwd)).code).toBe(2);
    expect(existsSync(join(cwd, "transforms"))).toBe(false);
  });
});
