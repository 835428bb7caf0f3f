import { existsSync } from "node:fs";
import { join, resolve } from "node:path";
import { describe, expect, onTestFinished, test } from "vitest";
import { writeStediCopies } from "../../bench/lakes/stedi-copies.ts";
import { writeSample } from "../../dsl/sample/write.ts";
import { casesOf, tell } from "../deep/cases.ts";
import { type ControlGroup, controlGroup } from "../run/memory/control-group.ts";
import { LAUNCHER, OLD_NODE, ROOT, run } from "./child.ts";
import { newFolder, put } from "./folders.ts";
import { answerOf, codesOf, expectGood, runOf } from "./outcome.ts";

const probe = controlGroup(100_000_000);
await probe?.remove();
if (probe === undefined) console.warn("SKIPPED: runs in a control group of little memory, because this user may not make one here");

/** `SLUICE_DEEP=1` has a hundred times the readings: 11 million lines of the real data. */
const COPIES = casesOf(1, 100);

function group(bytes: number): ControlGroup {
  const found = controlGroup(bytes);
  if (found === undefined) throw new Error("there was a control group a moment ago");
  onTestFinished(() => found.remove());
  return found;
}

describe.skipIf(probe === undefined)("in a control group", { timeout: 120_000 + COPIES * 30_000 }, () => {
  test(`${COPIES} times the STEDI data in 800 MB`, async () => {
    const real = resolve(process.env.SLUICE_STEDI ?? join(ROOT, "../shared/stedi"));
    const folder = newFolder();
    const from = existsSync(real) ? real : join(folder, "sample");
    if (from !== real) await writeSample(from, { customers: 1000, seed: 1 });
    writeStediCopies(from, join(folder, "landing"), COPIES);
    const { enter, used } = group(800_000_000);
    const [shell = "", ...first] = enter;
    let most = 0;
    const watch = setInterval(() => {
      most = Math.max(most, used());
    }, 50);
    const started = performance.now();
    const args = ["run", "--landing", join(folder, "landing"), "--lake", join(folder, "lake"), "--json"];
    const ended = await run(shell, [...first, process.execPath, LAUNCHER, ...args], { cwd: ROOT });
    clearInterval(watch);
    expectGood(ended);
    expect(runOf(ended).tables).toHaveLength(8);
    tell({ "most MB in memory": Math.round(most / 1e6), seconds: Math.round((performance.now() - started) / 1000) });
  });

  test("a run that the system kills for want of memory says so, and the lake is as it was", async () => {
    const hog = "const held: Buffer[] = [];\nfor (;;) held.push(Buffer.alloc(10_000_000, 1));\n";
    const cwd = put(newFolder(), { "transforms/hog.ts": hog });
    const [shell = "", ...first] = group(400_000_000).enter;
    const ended = await run(shell, [...first, process.execPath, ...OLD_NODE, LAUNCHER, "run", "--json"], { cwd });
    expect(ended.code).toBe(137);
    expect(codesOf(runOf(ended))).toEqual(["killed"]);
    expect(answerOf(ended).diagnostics).toMatchObject([
      {
        message: "`sluice run` was killed by SIGKILL, probably for want of memory (its control group counts 1 such kill)",
        suggestion: expect.stringContaining("--memory SIZE"),
      },
    ]);
    expect(existsSync(join(cwd, ".sluice/lake"))).toBe(false);
  });
});
