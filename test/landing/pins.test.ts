import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, onTestFinished, test } from "vitest";
import { wordsOf } from "../../dsl/diagnostics/codes.ts";
import { Refusal } from "../../dsl/diagnostics/diagnostic.ts";
import { visible } from "../../dsl/diagnostics/visible.ts";
import type { SourcePlan } from "../../dsl/operations/lake.ts";
import { type PinnedSource, pinLanding } from "../../dsl/run/pin.ts";
import { put } from "../run/fixture.ts";
import { CASES, isRead, isRefused, reasonOf } from "./cases.ts";

const SOURCE = { name: "things", path: "s/" } as SourcePlan;

/** A landing root with a good file of the source beside what is put there. */
function landingOf(...files: readonly { readonly name: string; readonly content: Uint8Array }[]): string {
  const root = mkdtempSync(join(tmpdir(), "sluice-landing-"));
  onTestFinished(() => rmSync(root, { recursive: true, force: true }));
  put(join(root, "landing/s/ok.json"), '{"n": 0}\n');
  for (const { name, content } of files) put(join(root, "landing/s", name), content);
  return join(root, "landing");
}

const pinned = async (landing: string): Promise<PinnedSource> =>
  (await pinLanding(landing, [SOURCE])).get("things") ?? expect.fail("there is no such source");

async function refused(landing: string): Promise<readonly string[]> {
  const error = await pinned(landing).then(
    () => expect.fail("it was not refused"),
    (reason: unknown) => reason,
  );
  if (!(error instanceof Refusal)) throw error;
  return error.problems.map(({ code, parameters }) => wordsOf(code, parameters as never).message);
}

describe("the rule for landing files, on the embedded engine", () => {
  test("what is read, passed over, or silent", async () => {
    const cases = CASES.filter((one) => !isRefused(one));
    const { files, passedOver } = await pinned(landingOf(...cases));
    const names = (is: string): string[] =>
      cases
        .filter((one) => one.is === is)
        .map(({ name }) => `s/${name}`)
        .sort();
    expect(files.filter(({ gz }) => gz).map(({ name }) => name)).toEqual(names("read gzip"));
    expect(files.filter(({ gz }) => !gz).map(({ name }) => name)).toEqual([...names("read"), "s/ok.json"].sort());
    expect(passedOver).toEqual(names("passed over"));
    expect(cases.filter(isRead).length).toBeGreaterThan(30);
  });

  test("what is refused, all at once and by name", async () => {
    const cases = CASES.filter(isRefused).toSorted((a, b) => (a.name < b.name ? -1 : 1));
    const landing = landingOf(...cases);
    const words = await refused(landing);
    expect(words).toEqual(
      cases.map((one) =>
        expect.stringMatching(new RegExp(`^${escaped(visible(join(landing, "s", one.name)))} .*${escaped(reasonOf(one))}`, "s")),
      ),
    );
  });

  test("a source of which nothing can be read says what is there", async () => {
    const landing = landingOf();
    rmSync(join(landing, "s/ok.json"));
    for (const name of ["a.csv", "b.csv", "c.csv", "d.csv", "_e.json"]) put(join(landing, "s", name), "n,m\n1,2\n");
    expect(await refused(landing)).toEqual([
      `${join(landing, "s/")} has no file of JSON lines for things, only s/a.csv, s/b.csv, s/c.csv and 1 more`,
    ]);
  });

  test("a name that is not UTF-8", async () => {
    const landing = landingOf();
    writeFileSync(Buffer.concat([Buffer.from(`${landing}/s/`), Buffer.from([0xff, 0x61])]), '{"n": 1}\n');
    writeFileSync(Buffer.concat([Buffer.from(`${landing}/s/`), Buffer.from([0x2e, 0xff])]), "hidden");
    expect(await refused(landing)).toEqual([`${landing}/s/\\xffa is not read: its name is not UTF-8`]);
    rmSync(Buffer.concat([Buffer.from(`${landing}/s/`), Buffer.from([0xff, 0x61])]));
    writeFileSync(Buffer.concat([Buffer.from(`${landing}/s/`), Buffer.from([0xff, 0x62])]), "n,m\n1,2\n");
    expect((await pinned(landing)).passedOver).toEqual(["s/\\xffb"]);
  });

  test("links within the landing folder are followed, those that lead out are named", async () => {
    const landing = landingOf();
    put(join(landing, "shared/x.json"), '{"n": 1}\n');
    symlinkSync("../shared", join(landing, "s/folder"));
    symlinkSync(join(landing, "shared/x.json"), join(landing, "s/link"));
    expect((await pinned(landing)).files.map(({ name }) => name)).toEqual(["s/folder/x.json", "s/link", "s/ok.json"]);
    put(join(landing, "../landing-too/y.json"), '{"n": 1}\n');
    symlinkSync("/etc/passwd", join(landing, "s/passwd.json"));
    symlinkSync("../../landing-too", join(landing, "s/out"));
    symlinkSync("nowhere", join(landing, "s/gone"));
    symlinkSync("self", join(landing, "s/self"));
    symlinkSync("..", join(landing, "s/up"));
    expect(await refused(landing)).toEqual([
      expect.stringMatching(/s\/gone: it does not exist$/),
      expect.stringMatching(/s\/out is not read: it is a link that leads out of the landing folder$/),
      expect.stringMatching(/s\/passwd\.json is not read: it is a link that leads out of the landing folder$/),
      expect.stringMatching(/s\/self: its symbolic links go in a circle$/),
      expect.stringMatching(/s\/up\/s\/?: its symbolic links go in a circle$/),
    ]);
  });

  test("a source's folder that is a link out", async () => {
    const landing = landingOf();
    put(join(landing, "../elsewhere/y.json"), '{"n": 1}\n');
    rmSync(join(landing, "s"), { recursive: true });
    symlinkSync("../elsewhere", join(landing, "s"));
    expect(await refused(landing)).toEqual([expect.stringContaining("it is a link that leads out of the landing folder")]);
  });

  test("pipes and devices, under any name and behind a link", async () => {
    const landing = landingOf();
    execFileSync("mkfifo", [join(landing, "s/pipe"), join(landing, "s/.pipe"), join(landing, "pipe")]);
    symlinkSync("../pipe", join(landing, "s/link.json"));
    symlinkSync("/dev/zero", join(landing, "s/zero.json"));
    mkdirSync(join(landing, "s/folder.json"));
    expect(await refused(landing)).toEqual([
      expect.stringMatching(/s\/link\.json: it is not a file$/),
      expect.stringMatching(/s\/pipe: it is not a file$/),
      expect.stringMatching(/s\/zero\.json is not read: it is a link/),
    ]);
  });
});

const escaped = (text: string): string => text.replaceAll(/[\\^$.*+?()[\]{}|]/g, "\\$&");
