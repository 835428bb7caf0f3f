import { execFileSync } from "node:child_process";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import type { Tried } from "./try-repairs.ts";

/** Every repair that a message of a scenario shows, written into its file. */
const printed = execFileSync(process.execPath, [join(import.meta.dirname, "try-repairs.ts")], { encoding: "utf8", timeout: 300_000 });
const tried = printed
  .trim()
  .split("\n")
  .map((line) => JSON.parse(line) as Tried);

/** Each has an edit. What accepts an exception is never safe: a person must write the reason. */
const REPAIRED: Readonly<Record<string, readonly ("safe" | "for a person")[]>> = {
  "unknown-column": ["safe"],
  "unknown-field": ["safe"],
  "unknown-option": ["safe"],
  "not-imported": ["safe"],
  "module-not-found": ["safe"],
  "unused-acknowledgement": ["safe"],
  "consent-may-be-absent": ["safe"],
  "consent-not-at-event-time": ["for a person", "safe"],
  "consent-of-some-owner": ["for a person"],
  "transform-threw": ["safe"],
  "join-fan-out": ["for a person"],
  "row-mixes-people": ["for a person"],
  "row-may-mix-people": ["for a person"],
  "personal-data-in-column": ["for a person"],
  "guessable-hash": ["for a person"],
  "personal-data-in-rows": ["for a person"],
};

describe("the repairs that messages show", () => {
  test.each(tried.map((one) => [`${one.scenario}: ${one.code}: ${one.shown}`, one] as const))("%s: written, it mends", (_, one) => {
    expect(one.after).toBeLessThan(one.before);
    expect(one.broken).toEqual([]);
    expect(one.suggestion).toContain(one.shown);
  });

  test("are of these codes", () => {
    const found = new Map<string, Set<string>>();
    for (const { code, isSafe } of tried) found.set(code, (found.get(code) ?? new Set()).add(isSafe ? "safe" : "for a person"));
    expect(Object.fromEntries([...found].map(([code, kinds]) => [code, [...kinds].sort()]))).toEqual(REPAIRED);
  });
});
