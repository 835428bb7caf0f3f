import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { LakePlan } from "../../dsl/operations/lake.ts";
import type { RelationNode } from "../../dsl/operations/relation.ts";
import { runLake } from "../../dsl/run/run.ts";
import { writeSample } from "../../dsl/sample/write.ts";
import { casesOf, firstSeed, tell } from "../deep/cases.ts";
import { planOf } from "./plan-of.ts";
import { REAL_DATA } from "./real-data.ts";
import { truthOf } from "./truth.ts";

/** How many seeds of sample data. */
const SEEDS = casesOf(5, 100);
const FIRST = firstSeed(100);
const SIZES = [40, 120, 200, 500, 60];
const CUSTOMERS = 120;

const scratch = mkdtempSync(join(tmpdir(), "sluice-truth-"));
afterAll(() => rmSync(scratch, { recursive: true, force: true }));

let stedi: LakePlan;
beforeAll(async () => {
  stedi = await planOf("transforms");
});

const ACCEPTED =
  "step_trainer_trusted, not wrong but accepted by anyOwner: the motion of another holder explains it too, who had not agreed by then";
const UNEXPLAINED = "step_trainer_trusted: steps that only the motion of people explains who had not agreed by then";
const ALIEN = "machine_learning_curated: the step of one customer with the motion of another";

/** What is wrong, and what is only accepted, of a lake over a landing root. */
async function truth(
  plan: LakePlan,
  landing: string,
): Promise<{ readonly wrong: Readonly<Record<string, number>>; readonly accepted: number }> {
  const folder = mkdtempSync(join(scratch, "lake-"));
  const result = await runLake(plan, { landing, lake: join(folder, "lake") });
  const { [ACCEPTED]: accepted = -1, ...counts } = await truthOf(landing, join(folder, "landing"), result);
  rmSync(folder, { recursive: true });
  expect(Object.keys(counts)).toHaveLength(7);
  return { wrong: Object.fromEntries(Object.entries(counts).filter(([, count]) => count > 0)), accepted };
}

describe.skipIf(REAL_DATA === undefined)("on the real data", () => {
  const landing = REAL_DATA ?? "";

  test("nobody who had not agreed, and no two people in one row; every step has one owner", async () => {
    expect(await truth(stedi, landing)).toEqual({ wrong: {}, accepted: 0 });
  });

  test("the usual answer pairs 2,700 steps with somebody else's motion", async () => {
    const { wrong } = await truth(await planOf("test/scenarios/usual-answer/transforms"), landing);
    expect(wrong).toMatchObject({ [ALIEN]: 2700 });
    expect(Object.keys(wrong).length).toBeGreaterThan(3);
  });
});

test(`on sample data of ${SEEDS} seeds and several sizes: the same, and of two holders who walk together only one need have agreed`, {
  timeout: 60_000 + SEEDS * 20_000,
}, async () => {
  const accepted: number[] = [];
  for (let seed = FIRST; seed < FIRST + SEEDS; seed++) {
    const landing = join(scratch, `sample-${seed}`);
    await writeSample(landing, { customers: SIZES[seed % SIZES.length] ?? 0, seed });
    const found = await truth(stedi, landing);
    expect(found.wrong, `seed ${seed}`).toEqual({});
    accepted.push(found.accepted);
    rmSync(landing, { recursive: true });
  }
  const total = accepted.reduce((a, b) => a + b, 0);
  expect(total).toBeGreaterThan(0);
  tell({ "lakes of sample data": SEEDS, "steps accepted by anyOwner": total });
});

/** A lake with another plan for one table: what a wrong rule of the compiler would let through. */
const withTable = (plan: LakePlan, name: string, change: (relation: RelationNode) => RelationNode): LakePlan => ({
  ...plan,
  tables: plan.tables.map((table) => (table.name === name ? { ...table, relation: change(table.relation) } : table)),
});

/** Changes every operation of one kind, wherever it stands. */
function changeOf<Op extends RelationNode["op"]>(
  op: Op,
  change: (node: Extract<RelationNode, { readonly op: Op }>) => RelationNode,
): (relation: RelationNode) => RelationNode {
  const visit = (node: RelationNode): RelationNode => {
    const inputs = Object.fromEntries(
      Object.entries(node).map(([key, value]) => [key, ["input", "left", "right"].includes(key) ? visit(value as RelationNode) : value]),
    );
    const visited = { ...node, ...inputs } as RelationNode;
    return visited.op === op ? change(visited as Extract<RelationNode, { readonly op: Op }>) : visited;
  };
  return visit;
}

const WITHOUT_WHERE = changeOf("semiJoin", ({ where: _, ...node }) => node);

const MISTAKES: readonly (readonly [
  mistake: string,
  table: string,
  change: (relation: RelationNode) => RelationNode,
  found: readonly string[],
])[] = [
  [
    "people who never agreed are kept",
    "customer_trusted",
    changeOf("filter", ({ input }) => input),
    ["customer_trusted: people who never agreed"],
  ],
  [
    "motion is not compared with the time of consent",
    "accelerometer_trusted",
    WITHOUT_WHERE,
    [
      "accelerometer_trusted: motion of people who had not agreed by then",
      "machine_learning_curated: motion of people who had not agreed by then",
    ],
  ],
  [
    "whose a step is, is told by the serial number alone",
    "step_trainer_trusted",
    changeOf("semiJoin", (node) => ({ ...node, on: node.on.filter(({ left }) => left === "serialNumber") })),
    [UNEXPLAINED],
  ],
  [
    "steps and motion are joined on time alone",
    "machine_learning_curated",
    changeOf("join", (node) => ({ ...node, on: node.on.filter(({ left }) => left !== "email") })),
    [ALIEN],
  ],
];

describe("a wrong rule is noticed:", () => {
  const landing = join(scratch, "mistakes");
  beforeAll(() => writeSample(landing, { customers: CUSTOMERS, seed: 1 }));

  test.each(MISTAKES)("%s", async (_, table, change, found) => {
    const { wrong } = await truth(withTable(stedi, table, change), landing);
    expect(Object.keys(wrong)).toEqual(expect.arrayContaining([...found]));
  });
});
