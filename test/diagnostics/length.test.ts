import stringWidth from "string-width";
import { describe, expect, test } from "vitest";
import type { Diagnostic } from "../../dsl/diagnostics/diagnostic.ts";
import { renderDiagnostics } from "../../dsl/diagnostics/render.ts";
import { outcomesOfScenarios } from "../scenarios/outcomes.ts";

const MOST_LINES = 8;
const WIDTH = 80;

/** All that the scenarios are told, once each, as a terminal shows it; without sources there are no frames. */
const diagnostics = new Map<string, Diagnostic>(
  [...outcomesOfScenarios()].flatMap(([scenario, { diagnostics: told }]) =>
    told.map((diagnostic) => [`${scenario}: ${diagnostic.code}: ${diagnostic.message}`, diagnostic] as const),
  ),
);

describe("every message, on a terminal of 80 columns", () => {
  test.each([...diagnostics])("%s", (_, diagnostic) => {
    const text = renderDiagnostics([diagnostic], new Map(), { colour: false, width: WIDTH, wrap: true });
    const lines = text.split("\n").slice(0, -2);
    expect(lines.filter((line) => !/^ *--> /.test(line)).length, text).toBeLessThanOrEqual(MOST_LINES);
    // Only what has no space to break at is longer.
    const long = lines.filter((line) => stringWidth(line) > WIDTH && /\S [^\s`]+ \S/.test(line.replaceAll(/`[^`]*`/g, "`code`")));
    expect(long).toEqual([]);
  });

  test("there are many", () => expect(diagnostics.size).toBeGreaterThan(100));
});
