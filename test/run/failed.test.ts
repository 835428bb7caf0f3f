import { expect, test } from "vitest";
import { runLake } from "../../dsl/run/run.ts";
import { playground, refusalOf, snapshot } from "./fixture.ts";
import { plan } from "./plan.ts";

test("an engine that has no memory left fails the run, names the table, and leaves the version before", async () => {
  const { landing, lake } = playground(2000);
  await runLake(plan, { landing, lake });
  const before = snapshot(lake);
  const { codes, words } = await refusalOf(() => runLake(plan, { landing, lake, memory: "1MB" }));
  expect(codes).toEqual(["run-failed"]);
  expect(words).toMatch(/^events: failed to allocate/);
  expect(words).toContain("nothing was committed");
  expect(snapshot(lake)).toEqual(before);
});
