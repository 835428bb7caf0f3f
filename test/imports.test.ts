import { cruise } from "dependency-cruiser";
import { expect, test } from "vitest";
import configuration from "../.dependency-cruiser.mjs";

test("every folder imports only what it may", async () => {
  const { forbidden, options } = configuration;
  const { output } = await cruise(["dsl", "transforms"], { ...options, ruleSet: { forbidden }, validate: true } as never);
  const { summary, modules } = output as {
    summary: { violations: readonly { from: string; to: string; rule: { name: string } }[] };
    modules: readonly unknown[];
  };
  expect(summary.violations.map(({ from, to, rule }) => `${rule.name}: ${from} -> ${to}`)).toEqual([]);
  expect(modules.length).toBeGreaterThan(100);
});
