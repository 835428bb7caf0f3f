import { expect, test } from "vitest";
import { stepFailed } from "../../dsl/run/failures.ts";
import { runLake } from "../../dsl/run/run.ts";
import { playground, refusalOf, snapshot } from "./fixture.ts";
import { plan } from "./plan.ts";

test("an engine that has no memory left fails the run, names the table, and leaves the version before", async () => {
  const { landing, lake } = playground(2000);
  await runLake(plan, { landing, lake });
  const before = snapshot(lake);
  const { codes, words } = await refusalOf(() => runLake(plan, { landing, lake, memory: { bytes: 1_000_000 } }));
  expect(codes).toEqual(["out-of-memory"]);
  expect(words).toMatch(/^events needs more memory than the run may use \(failed to allocate/);
  expect(words).toContain("nothing was committed");
  expect(snapshot(lake)).toEqual(before);
});

test("any other fault of the engine is told with the table and in its words", async () => {
  const fault = new Error("Invalid Input Error: the bits are\n wrong\n\nLINE 1: SELECT");
  const { codes, words } = await refusalOf(async () => stepFailed(fault, "events", "/lake", undefined));
  expect(codes).toEqual(["run-failed"]);
  expect(words).toBe("events: the bits are wrong; nothing was committed");
});
