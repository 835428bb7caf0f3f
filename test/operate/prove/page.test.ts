import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { pageOf } from "../../../dsl/operate/prove/page.ts";
import { agreed, known, noted, type Recording, type StepRecord } from "../../../dsl/operate/prove/recording.ts";
import { pageIn, recordingIn } from "../../../dsl/operate/prove/written.ts";

const DOCS = join(import.meta.dirname, "../../../docs");

const done = (step: string, facts: StepRecord["facts"], seconds: number): StepRecord => ({
  step,
  status: "done",
  seconds,
  facts,
  error: null,
});
const recorded = (where: Recording["where"], steps: readonly StepRecord[]): Recording => ({
  where,
  day: "2026-12-01",
  commit: "0123456789abcdef",
  region: "us-east-1",
  pulumi: "v3.259.0",
  steps,
});

const EMULATOR = recorded("emulator", [
  done("up", [known("resources made", 97, 97)], 10),
  done("change", [agreed("resources changed", 4), noted("bytes scanned", 0)], 5),
]);

/** The rows of the answers, without the table's lines. */
const answersIn = (page: string): readonly string[] =>
  (/## What was answered\n([\s\S]*?)\n## /.exec(page)?.[1] ?? "")
    .split("\n")
    .filter((line) => line.startsWith("| "))
    .slice(1);

describe("the page", () => {
  test("says plainly that nobody has run it on AWS, and shows the emulator's recording", () => {
    const page = pageOf({ emulator: EMULATOR });
    expect(page).toContain("**Nobody has run it on AWS yet.** What stands here is the emulator's recording alone.");
    expect(page).toContain(
      "The emulator: 2 of 2 steps done, all as expected (2026-12-01, us-east-1, Pulumi v3.259.0, commit `0123456789ab`).",
    );
    expect(answersIn(page)).toEqual([
      "| up | resources made | 97 | 97 |  | yes |",
      "| up | seconds |  | 10 |  | - |",
      "| change | resources changed |  | 4 |  | - |",
      "| change | bytes scanned |  | 0 |  | - |",
      "| change | seconds |  | 5 |  | - |",
    ]);
  });

  test("puts what AWS has answered beside it, and says where the two differ", () => {
    const aws = recorded("AWS", [
      done("up", [known("resources made", 96, 97)], 60),
      done("change", [agreed("resources changed", 5), noted("bytes scanned", 1234)], 20),
      { step: "destroy", status: "failed", seconds: 1, facts: [], error: "pulumi destroy: a | b" },
    ]);
    const page = pageOf({ emulator: EMULATOR, aws });
    expect(page).not.toContain("Nobody has run it");
    expect(page).toContain("AWS: 2 of 3 steps done, 1 fact not as expected");
    expect(answersIn(page)).toEqual([
      "| up | resources made | 97 | 97 | 96 | **no** |",
      "| up | seconds |  | 10 | 60 | - |",
      "| change | resources changed |  | 4 | 5 | **no** |",
      "| change | bytes scanned |  | 0 | 1,234 | - |",
      "| change | seconds |  | 5 | 20 | - |",
      "| destroy | how it ended |  |  | pulumi destroy: a \\| b | **no** |",
      "| destroy | seconds |  |  | 1 | - |",
    ]);
  });

  test("in docs/ is what the recordings make", () => {
    expect(recordingIn(DOCS, "emulator")).toBeDefined();
    expect(readFileSync(join(DOCS, "aws-proof.md"), "utf8")).toBe(pageIn(DOCS));
  });
});
