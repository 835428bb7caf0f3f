import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { failureRulesOf } from "../../pulumi/decide/failure-rules.ts";
import { namesOf } from "../../pulumi/decide/names.ts";
import { tooManyAtOnce, workflowOf, workflowWarnings } from "../../pulumi/decide/triggers.ts";
import { PLACE, stediStack } from "./lake.ts";

// Decisions alone: they prove nothing of what Glue and EventBridge make of them, nor that their limits are still these.
interface Table {
  readonly name: string;
  readonly kind: "source" | "table";
  readonly reads: readonly string[];
}

const source: Table = { name: "events", kind: "source", reads: [] };
const table = (name: string, ...reads: readonly string[]): Table => ({ name, kind: "table", reads });
const many = (count: number, ...reads: readonly string[]): Table[] =>
  Array.from({ length: count }, (_, index) => table(`t${String(index).padStart(3, "0")}`, ...reads));

/** Tables that read sources and tables before them. */
const lake: fc.Arbitrary<readonly Table[]> = fc
  .array(fc.array(fc.nat({ max: 200 }), { maxLength: 4 }), { minLength: 1, maxLength: 120 })
  .map((reads) => [
    source,
    ...reads.map((of, index) =>
      table(`t${index}`, ...new Set(of.map((read) => (read < index ? `t${Math.floor(read / 10)}` : source.name)))),
    ),
  ]);

describe("the workflow of a lake", () => {
  test("is STEDI's: what waits for the same tables shares a trigger", () => {
    expect(stediStack({ jobs: "each" }).workflow).toEqual({
      first: ["customer_trusted"],
      triggers: [
        { starts: ["accelerometer_trusted"], after: ["customer_trusted"] },
        { starts: ["customers_curated"], after: ["accelerometer_trusted", "customer_trusted"] },
        { starts: ["machine_learning_curated"], after: ["accelerometer_trusted", "customers_curated", "step_trainer_trusted"] },
        { starts: ["step_trainer_trusted"], after: ["accelerometer_trusted", "customers_curated"] },
      ],
    });
    expect(stediStack({ jobs: "one" }).workflow).toEqual({ first: ["lake"], triggers: [] });
  });

  test("starts every job once, after all tables that it reads, and at most 50 with a trigger", () => {
    fc.assert(
      fc.property(lake, (tables) => {
        const { first, triggers } = workflowOf(tables);
        const made = new Map(tables.filter(({ kind }) => kind === "table").map(({ name, reads }) => [name, reads]));
        const after = new Map([
          ...first.map((name) => [name, []] as const),
          ...triggers.flatMap((of) => of.starts.map((name) => [name, of.after] as const)),
        ]);
        expect(first.length + triggers.flatMap(({ starts }) => starts).length).toBe(made.size);
        for (const [name, reads] of made) expect(after.get(name)).toEqual(reads.filter((read) => made.has(read)).sort());
        for (const { starts } of triggers) expect(starts.length).toBeLessThanOrEqual(50);
      }),
    );
  });

  test("has as many triggers for the same tables as Glue's 50 jobs a trigger ask for", () => {
    const { first, triggers } = workflowOf([source, table("people", "events"), ...many(120, "people", "events")]);
    expect(first).toEqual(["people"]);
    expect(triggers.map(({ starts, after }) => [starts.length, starts[0], after])).toEqual([
      [50, "t000", ["people"]],
      [50, "t050", ["people"]],
      [20, "t100", ["people"]],
    ]);
  });

  test("is refused when its one start trigger would start more than 50 jobs, with the setting that helps", () => {
    expect(tooManyAtOnce(workflowOf([source, ...many(50, "events")]))).toEqual([]);
    expect(tooManyAtOnce(workflowOf([source, ...many(51, "events")]))).toEqual([
      "51 jobs wait for no other, and the trigger that starts a Glue workflow starts at most 50: set sluice:jobs to one",
    ]);
  });

  test("is warned of when it has more than the 100 jobs and triggers that AWS advises", () => {
    const withJobs = (count: number) => workflowOf([source, table("people", "events"), ...many(count, "people")]);
    expect(workflowWarnings(withJobs(96))).toEqual([]);
    expect(workflowWarnings(withJobs(97))).toEqual([
      expect.stringMatching(/^the workflow has 98 jobs and 3 triggers; .* sluice:jobs: one/),
    ]);
  });
});

test("rules for failed jobs name every job once, each within EventBridge's 2048 characters", () => {
  const names = namesOf("sluice", "dev", PLACE);
  fc.assert(
    fc.property(fc.uniqueArray(fc.stringMatching(/^[a-z][a-z0-9_]{0,126}$/), { minLength: 1, maxLength: 150 }), (tables) => {
      const jobs = tables.map((name) => ({ name: names.job(name) }));
      const rules = failureRulesOf(jobs, names);
      for (const { pattern } of rules) expect(pattern.length).toBeLessThanOrEqual(2048);
      const named = rules.flatMap(({ pattern }) => (JSON.parse(pattern) as { detail: { jobName: string[] } }).detail.jobName);
      expect(named).toEqual(jobs.map(({ name }) => name).sort());
      expect(new Set(rules.map(({ name }) => name)).size).toBe(rules.length);
    }),
  );
  expect(failureRulesOf([{ name: "a-job" }], names)).toHaveLength(1);
});
