import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { readLanding } from "../../../dsl/backends/duckdb/landing.ts";
import { tableQuery } from "../../../dsl/backends/duckdb/relations.ts";
import type { SourceColumn } from "../../../dsl/operations/lake.ts";
import type { LoweredNode } from "../../../dsl/operations/lowered.ts";
import { call, col } from "./evaluate.ts";
import { column, connect, required, rowsOf, sourceOf } from "./support.ts";

/** STEDI's public landing data, which is not part of the project. */
const REAL = process.env["SLUICE_STEDI"] ?? join(import.meta.dirname, "../../../../shared/stedi");

const SOURCES = {
  customer: [
    required("email", "string"),
    required("serialNumber", "string"),
    required("birthDay", "string"),
    column("shareWithResearchAsOfDate", "epochMillis"),
  ],
  accelerometer: [
    required("timeStamp", "epochMillis"),
    required("user", "string"),
    required("x", "double"),
    required("y", "double"),
    required("z", "double"),
  ],
  step_trainer: [required("sensorReadingTime", "epochMillis"), required("serialNumber", "string"), required("distanceFromObject", "int32")],
} as const satisfies Record<string, readonly SourceColumn[]>;

describe.skipIf(!existsSync(REAL))("the real data (set SLUICE_STEDI to its folder)", () => {
  test("every line is a row, and joins give the known counts", async () => {
    const connection = await connect();
    const kept: Record<string, number> = {};
    for (const [name, columns] of Object.entries(SOURCES)) {
      const files = readdirSync(join(REAL, name))
        .sort()
        .map((file) => ({ path: join(REAL, name, file), name: `${name}/${file}`, gz: false }));
      const result = await readLanding(connection, sourceOf(columns, name), files);
      expect(result.quarantined).toBe(0);
      kept[name] = result.kept;
    }
    expect(kept).toEqual({ customer: 956, accelerometer: 81_273, step_trainer: 28_680 });

    const source = (name: keyof typeof SOURCES): LoweredNode => ({ op: "read", table: name, columns: SOURCES[name] });
    const agreed: LoweredNode = { op: "filter", input: source("customer"), where: call("isNotNull", col("shareWithResearchAsOfDate")) };
    const inTime = call(
      "gte",
      { op: "column", name: "timeStamp", side: "left" },
      { op: "column", name: "shareWithResearchAsOfDate", side: "right" },
    );
    const motion: LoweredNode = {
      op: "semiJoin",
      left: source("accelerometer"),
      right: agreed,
      on: [{ left: "user", right: "email" }],
      where: inTime,
    };
    const count = async (relation: LoweredNode) => (await rowsOf(connection, `SELECT count(*) FROM (${tableQuery(relation)})`))[0]?.[0];
    expect(await count(agreed)).toBe("482");
    expect(await count(motion)).toBe("32025");
    expect(await count({ op: "semiJoin", left: agreed, right: motion, on: [{ left: "email", right: "user" }] })).toBe("464");
  });
});
