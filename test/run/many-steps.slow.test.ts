import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { leftJoins, type ManySteps, nullFilters, star, unions } from "../../bench/lakes/many-steps.ts";
import { compileApart } from "../../dsl/compiler/compile-apart.ts";
import { runLake } from "../../dsl/run/run.ts";
import { lines, put, rowsOf } from "./fixture.ts";

/** Compiles and runs a lake; gives its tables. */
async function made({ transforms, landing }: ManySteps) {
  const folder = mkdtempSync(join(tmpdir(), "sluice-steps-"));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const at = (path: string): string => join(folder, path);
  put(at("transforms/lake.ts"), transforms);
  for (const [path, rows] of Object.entries(landing)) put(at(`landing/${path}`), lines(rows));
  const { plan, proof, diagnostics } = await compileApart({ transforms: at("transforms"), cache: at("cache"), cwd: process.cwd() });
  expect(diagnostics).toEqual([]);
  if (plan === undefined) throw new Error("it did not compile");
  await runLake(plan, { landing: at("landing"), lake: at("lake") });
  const rows = async (table: string): Promise<readonly Readonly<Record<string, unknown>>[]> =>
    (await rowsOf(at("lake"), table)).map((row) => JSON.parse(row));
  return { rows, proof };
}

test("200 left joins of one dimension", { timeout: 120_000 }, async () => {
  const rows = await (await made(leftJoins(200))).rows("wide");
  expect(rows).toHaveLength(20);
  const [one] = rows.filter(({ id }) => id === 1);
  expect([0, 3, 4, 6].map((i) => [one?.[`k${i}`] ?? null, one?.[`label${i}`] ?? null])).toEqual([
    [1, "side 1"],
    [4, "side 4"],
    [5, null],
    [null, null],
  ]);
});

test("200 filters that keep what is NULL", { timeout: 120_000 }, async () => {
  const lake = nullFilters(200);
  const kept = (lake.landing["facts/1.json"] ?? []).filter((row) =>
    Object.entries(row).every(([name, value]) => name === "id" || Number(name.slice(1)) % 7 !== 6 || value < 6),
  );
  const rows = await (await made(lake)).rows("wide");
  expect(rows.map(({ id }) => id).sort()).toEqual(kept.map((row) => (row as { readonly id: number }).id).sort());
  expect(kept.length).toBeGreaterThan(0);
});

test("a union of 2,000", { timeout: 120_000 }, async () => {
  const lake = unions(2000);
  const kept = (lake.landing["facts/1.json"] ?? []).filter((row) => (row as { readonly part: number }).part < 2000);
  expect(await (await made(lake)).rows("wide")).toHaveLength(kept.length);
});

test("a star of 12 dimensions, of customers who had agreed", { timeout: 120_000 }, async () => {
  const lake = star(12);
  const { rows, proof } = await made(lake);
  const agreed = new Map(
    (lake.landing["customers/1.json"] as readonly { readonly id: number; readonly agreed_at?: number }[]).map((one) => [
      one.id,
      one.agreed_at,
    ]),
  );
  const sales = lake.landing["sales/1.json"] as readonly {
    readonly ticket: number;
    readonly at: number;
    readonly customer: number;
    readonly item?: number;
  }[];
  const kept = sales.filter(({ at, customer }) => at >= (agreed.get(customer) ?? Number.POSITIVE_INFINITY));
  const tickets = async (table: string): Promise<readonly unknown[]> => (await rows(table)).map(({ ticket }) => ticket).sort();
  expect(await tickets("store_sales")).toEqual(kept.map(({ ticket }) => ticket).sort());
  expect(await tickets("of_items")).toEqual(
    kept
      .filter(({ item = 9 }) => item < 4)
      .map(({ ticket }) => ticket)
      .sort(),
  );
  const proofs = proof?.tables.filter(({ table }) => table === "store_sales" || table === "of_items") ?? [];
  expect(proofs.map(({ consent }) => consent.map(({ status }) => status))).toEqual(Array(2).fill(["proven", "proven"]));
  expect(proofs.find(({ table }) => table === "store_sales")?.fanOut.map(({ status }) => status)).toEqual(Array(12).fill("proven"));
});
