import { expect, test } from "vitest";
import { REWRITES, rewrite } from "../../dsl/compiler/rewrite.ts";
import { lowerProjections } from "../../dsl/compiler/rewrites/lower-projections.ts";
import { isLowered } from "../../dsl/operations/lowered.ts";
import type { RelationNode } from "../../dsl/operations/relation.ts";
import { lineageOfRelation, schemaOfRelation } from "../../dsl/operations/rules.ts";
import { fromSteps, toSteps } from "../../dsl/operations/steps.ts";
import { connect, differingRows, loadTables } from "./duckdb.ts";
import { randomRelation, randomTables } from "./relations.ts";
import { Rng } from "./rng.ts";

const FIRST = Number(process.env.SLUICE_SEED ?? 1);
const CASES = Number(process.env.SLUICE_CASES ?? (process.env.SLUICE_DEEP === undefined ? 150 : 5000));
const seeds = Array.from({ length: CASES }, (_, i) => FIRST + i);

const lowered = (root: RelationNode) => {
  const node = lowerProjections(root);
  if (!isLowered(node)) throw new Error(`${node.op} was not lowered`);
  return node;
};

test(`each rewrite keeps schema and rows (seeds ${FIRST} to ${FIRST + CASES - 1})`, async () => {
  const connection = await connect();
  let rowsSeen = 0;
  for (const seed of seeds) {
    const rng = new Rng(seed);
    const tables = randomTables(rng);
    const relation = randomRelation(rng, tables, 1 + rng.below(4));
    await loadTables(connection, tables);
    let before = lowered(relation);
    const plain = before;
    for (const step of REWRITES.slice(1)) {
      const after = step(before);
      if (!isLowered(after)) throw new Error("a rewrite raised an operation");
      expect(schemaOfRelation(after), `seed ${seed}`).toEqual(schemaOfRelation(before));
      before = after;
    }
    expect(toSteps(rewrite(relation)), `seed ${seed}`).toEqual(toSteps(before));
    expect(await differingRows(connection, plain, before), `seed ${seed}`).toBe(0);
    rowsSeen += tables.reduce((sum, { rows }) => sum + rows.length, 0);
  }
  expect(rowsSeen).toBeGreaterThan(CASES);
});

test("a plan survives JSON, and its lineage with it", () => {
  for (const seed of seeds) {
    const rng = new Rng(seed);
    const relation = randomRelation(rng, randomTables(rng), 1 + rng.below(4));
    const back = fromSteps(JSON.parse(JSON.stringify(toSteps(relation))));
    expect(back, `seed ${seed}`).toEqual(relation);
    expect(toSteps(back), `seed ${seed}`).toEqual(toSteps(relation));
    expect(lineageOfRelation(back), `seed ${seed}`).toEqual(lineageOfRelation(relation));
  }
});
