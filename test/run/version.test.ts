import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { readHistory } from "../../dsl/run/version.ts";

test("a version of before lines could hold several records is read: each line was one", async () => {
  const lake = mkdtempSync(join(tmpdir(), "sluice-version-"));
  onTestFinished(() => rmSync(lake, { recursive: true, force: true }));
  const landing = {
    files: [],
    lines: 22,
    reasons: [{ reason: "not a JSON object", count: 1, file: "users/more.json", line: 3 }],
    unknownKeys: [],
  };
  const table = {
    name: "users",
    zone: "landing",
    format: "parquet",
    columns: [],
    rows: 21,
    quarantined: 1,
    file: "data/landing/users/1.parquet",
    quarantine: "quarantine/users/1.parquet",
    run: "1",
    ms: 1,
    plan: "",
    landing,
  };
  const current = { run: "1", at: "2026-11-30T00:00:00.000Z", tables: [table] };
  writeFileSync(join(lake, "current.json"), JSON.stringify({ current, earlier: [] }));
  expect((await readHistory(lake))?.current.tables[0]?.landing).toEqual({
    files: [],
    passedOver: { count: 0, files: [] },
    records: 22,
    bytes: null,
    quarantinedBytes: null,
    reasons: [{ reason: "not a JSON object", count: 1, file: "users/more.json", line: 3, record: 1 }],
    unknownKeys: [],
  });
});
