import { expect, test } from "vitest";
import type { Bench } from "../../../dsl/operate/prove/bench.ts";
import { prove } from "../../../dsl/operate/prove/prove.ts";
import { type Fact, holds, known, noted, type StepRecord } from "../../../dsl/operate/prove/recording.ts";
import { STEPS, type Step } from "../../../dsl/operate/prove/steps.ts";

const step = (name: string, act: Step["act"], always = false): Step => ({ name, does: "", expects: "", records: "", act, always });
const good = async (): Promise<readonly Fact[]> => [known("rows", 1, 1)];

/** Does steps that need no bench. */
async function recordsOf(steps: readonly Step[], stop = new AbortController()): Promise<readonly StepRecord[]> {
  const options = { signal: stop.signal, removal: new AbortController().signal, onStep: () => {}, onRecord: () => {} };
  return prove({} as Bench, steps, options);
}

const statuses = (records: readonly StepRecord[]) => records.map(({ step, status }) => `${step}: ${status}`);
const recording = (steps: readonly StepRecord[]) =>
  ({ where: "AWS", day: "2026-12-01", commit: null, region: "us-east-1", pulumi: "v3", steps }) as const;

test("steps are done in their order, and hold when every fact is as was known", async () => {
  const records = await recordsOf([step("up", good), step("query", async () => [noted("seconds", 3)]), step("destroy", good, true)]);
  expect(statuses(records)).toEqual(["up: done", "query: done", "destroy: done"]);
  expect(holds(recording(records))).toBe(true);
});

test("after one that fails no other is done but what takes everything away, and its reason tells nothing of the account", async () => {
  const fails = async (): Promise<never> => {
    throw new Error("AccessDenied: arn:aws:iam::123456789012:role/me may not");
  };
  const records = await recordsOf([step("up", fails), step("query", good), step("destroy", good, true)]);
  expect(statuses(records)).toEqual(["up: failed", "query: not reached", "destroy: done"]);
  expect(records[0]?.error).toBe("AccessDenied: ARN may not");
  expect(holds(recording(records))).toBe(false);
});

test("an abort stops a step, and everything is taken away all the same", async () => {
  const stop = new AbortController();
  const waits = (_: Bench, signal: AbortSignal) =>
    new Promise<never>((_, reject) => signal.addEventListener("abort", () => reject(new Error("whatever"))));
  const removed: boolean[] = [];
  const removes = async (_: Bench, signal: AbortSignal) => {
    removed.push(signal.aborted);
    return [];
  };
  setTimeout(() => stop.abort(), 10);
  const records = await recordsOf([step("up", waits), step("query", good), step("destroy", removes, true)], stop);
  expect(statuses(records)).toEqual(["up: failed", "query: not reached", "destroy: done"]);
  expect(records[0]?.error).toBe("stopped");
  expect(removed).toEqual([false]);
});

test("a fact that is not as was known does not stop the proof, and it does not hold", async () => {
  const records = await recordsOf([step("query", async () => [known("rows", 2, 1)]), step("destroy", good, true)]);
  expect(statuses(records)).toEqual(["query: done", "destroy: done"]);
  expect(holds(recording(records))).toBe(false);
});

test("of the real steps the last alone is always done, and each says what it is for", () => {
  expect(STEPS.filter(({ always }) => always).map(({ name }) => name)).toEqual(["destroy"]);
  expect(STEPS.at(-1)?.name).toBe("destroy");
  expect(new Set(STEPS.map(({ name }) => name)).size).toBe(STEPS.length);
  for (const { does, expects, records } of STEPS) for (const text of [does, expects, records]) expect(text).not.toBe("");
});
