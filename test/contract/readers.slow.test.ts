import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { compare } from "../../dsl/change/compare.ts";
import { heldFiles } from "../../dsl/change/tree/files.ts";
import { openTree } from "../../dsl/change/tree/tree.ts";
import { emitLake } from "../../dsl/compiler/emit.ts";
import { dependencyOrder } from "../../dsl/compiler/order.ts";
import { planText, type TableFile } from "../../dsl/compiler/plan-file.ts";
import { writeGenerated } from "../../dsl/compiler/write.ts";
import { EXPRESSIONS } from "../../dsl/contract/expression-schema.ts";
import { STEPS } from "../../dsl/contract/step-schema.ts";
import { isLowered } from "../../dsl/operations/lowered.ts";
import { fromSteps, toSteps } from "../../dsl/operations/steps.ts";
import { prove } from "../../dsl/proofs/prove.ts";
import { readGenerated } from "../../pulumi/generated.ts";
import { casesOf, firstSeed } from "../deep/cases.ts";
import { wholeLake } from "./whole-lake.ts";

/** Whatever a lake says, each reader of its plans reads what the compiler writes, and all of it. */

const FIRST = firstSeed(1);
const CASES = casesOf(20, 2000);
const scratch = mkdtempSync(join(tmpdir(), "sluice-readers-"));
afterAll(() => rmSync(scratch, { recursive: true, force: true }));

const lakes = Array.from({ length: CASES }, (_, i) => {
  const plan = wholeLake(FIRST + i);
  return { seed: FIRST + i, plan, files: emitLake(plan, prove(plan, dependencyOrder(plan))) };
});
type Lake = (typeof lakes)[number];
const treeOf = ({ seed, files }: Lake) => openTree(heldFiles(`seed ${seed}`, files));
const plansIn = ({ files }: Lake): readonly Readonly<Record<string, unknown>>[] =>
  [...files].flatMap(([path, text]) => (path.endsWith("/plan.json") ? [JSON.parse(text)] : []));
/** What the schemas name only in part. */
const WITHOUT = { proof: undefined, lineage: undefined };

describe(`of random lakes (seeds ${FIRST} to ${FIRST + CASES - 1})`, () => {
  test("the plans say everything that a plan can", () => {
    const ops = new Set(lakes.flatMap((lake) => plansIn(lake).flatMap((plan) => opsIn(plan.steps))));
    const lowered = Object.keys(STEPS).filter((op) => isLowered({ op } as Parameters<typeof isLowered>[0]));
    expect([...lowered, ...Object.keys(EXPRESSIONS)].filter((op) => !ops.has(op))).toEqual([]);
  });

  test("`sluice plan` reads every plan whole, and compares any two lakes", () => {
    for (const [i, lake] of lakes.entries()) {
      const tree = treeOf(lake);
      const written = plansIn(lake);
      const read = tree.plans(tree.tables.keys());
      for (const plan of written) {
        const found = read.get(String(plan.name));
        expect({ ...found, ...WITHOUT }, `seed ${lake.seed}`).toEqual({ ...plan, ...WITHOUT });
        expect(tree.unknownIn(String(plan.name))).toEqual([]);
        if (found?.kind === "table") expect(toSteps(fromSteps(found.steps))).toEqual(plan.steps);
      }
      expect(compare(tree, treeOf(lake)).changes).toEqual([]);
      const other = lakes[i + 1];
      if (other !== undefined) expect(compare(tree, treeOf(other)).changes.some(({ kind }) => kind === "not-understood")).toBe(false);
    }
  });

  test("the Pulumi program and the runtime read them from a folder", () => {
    const folders = lakes.slice(0, 20).map((lake) => {
      const folder = join(scratch, String(lake.seed));
      writeGenerated(folder, lake.files);
      return { lake, folder };
    });
    for (const { lake, folder } of folders) {
      const written = new Map(plansIn(lake).map((plan) => [plan.name, plan]));
      for (const { name, format, path, environment, reads } of readGenerated(folder).tables) {
        const plan = written.get(name) as unknown as TableFile & { readonly path?: string };
        expect({ format, path, environment, reads }).toEqual({
          format: plan.format.kind,
          path: plan.path,
          environment: plan.environment ?? [],
          reads: plan.reads ?? [],
        });
      }
    }
    const [first] = folders;
    const arguments_ = [join(import.meta.dirname, "read_plans.py"), first?.folder ?? "", ...folders.map(({ folder }) => folder)];
    const lines = execFileSync("python3", arguments_, { encoding: "utf8", env: { ...process.env, PYTHONDONTWRITEBYTECODE: "1" } });
    for (const [i, line] of lines.trim().split("\n").entries()) {
      const written = plansIn(folders[i]?.lake as Lake);
      const { tables, here } = JSON.parse(line);
      expect(here).toEqual(written.map(({ name }) => name).sort());
      expect(tables).toEqual(Object.fromEntries(written.filter(({ kind }) => kind === "table").map((plan) => [plan.name, readsOf(plan)])));
    }
  });
});

test("what a plan has besides what its readers know is not written, and what is no plan is refused", () => {
  const [lake] = lakes as [Lake];
  const plan = plansIn(lake).find(({ kind }) => kind === "table") as unknown as TableFile;
  const more = { ...plan, owner: "nobody", steps: plan.steps.map((step) => ({ ...step, cost: 1 })) };
  expect(planText(more)).toBe(planText(plan));
  expect(() => planText({ ...plan, steps: [] })).toThrow(plan.name);
});

/** The names of all operations in a plan, those of expressions too. */
function opsIn(value: unknown): readonly string[] {
  if (typeof value !== "object" || value === null) return [];
  const own = "op" in value ? [String(value.op)] : [];
  return [...own, ...Object.values(value).flatMap(opsIn)];
}

/** The columns of each table that a plan reads. */
function readsOf({ steps }: Readonly<Record<string, unknown>>): Readonly<Record<string, readonly string[]>> {
  const columns: Record<string, string[]> = {};
  for (const { op, table, columns: read } of steps as readonly { op: string; table: string; columns: readonly { name: string }[] }[])
    if (op === "read") columns[table] = [...new Set([...(columns[table] ?? []), ...read.map(({ name }) => name)])];
  return columns;
}
