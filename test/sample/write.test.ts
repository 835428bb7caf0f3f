import { createHash } from "node:crypto";
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { gunzipSync } from "node:zlib";
import { describe, expect, test } from "vitest";
import { Refusal } from "../../dsl/diagnostics/diagnostic.ts";
import { CUSTOMERS_A_DELIVERY } from "../../dsl/sample/shape.ts";
import { writeSample } from "../../dsl/sample/write.ts";
import { readTable } from "./read-sample.ts";
import { scratchFolder } from "./scratch-folder.ts";

const scratch = scratchFolder();
let folders = 0;
/** A path of its own in a folder of its own. */
function newPath(): string {
  const folder = join(scratch, String(folders++));
  mkdirSync(folder);
  return join(folder, "landing");
}

const contents = (folder: string): Record<string, string> =>
  Object.fromEntries(
    readdirSync(folder, { recursive: true, encoding: "utf8" })
      .filter((path) => statSync(join(folder, path)).isFile())
      .sort()
      .map((path) => [path, readFileSync(join(folder, path)).toString("latin1")]),
  );

async function problemOf(work: Promise<unknown>): Promise<{ code: string; parameters: unknown }> {
  const error = await work.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  if (!(error instanceof Refusal)) throw new Error(`not refused: ${error}`);
  const { code, parameters } = error.problems[0] as Refusal["problems"][number];
  return { code, parameters };
}

const SMALL = { customers: 5, seed: 1 };

describe("writing a sample", () => {
  test("makes the folder and those above it, and the same bytes each time", async () => {
    const one = join(newPath(), "deep");
    const other = newPath();
    const summary = await writeSample(one, SMALL);
    await writeSample(other, SMALL);
    expect(contents(one)).toEqual(contents(other));
    expect(Object.keys(contents(one))).toEqual(["_sample.json", ...summary.files.map((file) => file.path)].sort());
  });

  test("makes these bytes on every machine and every version of Node", async () => {
    const folder = newPath();
    await writeSample(folder, { customers: 100, seed: 1 });
    const record = readFileSync(join(folder, "_sample.json"));
    expect(createHash("sha256").update(record).digest("hex")).toBe("8eb71756e70c967a8f539b293552d5c2ebbeacb23322c04f167e929aaeffa435");
  });

  test("records the size and hash of each file", async () => {
    const folder = newPath();
    const { files } = await writeSample(folder, SMALL);
    for (const { path, bytes, sha256 } of files) {
      const content = readFileSync(join(folder, path));
      expect({ bytes: content.length, sha256: createHash("sha256").update(content).digest("hex") }).toEqual({ bytes, sha256 });
    }
  });

  test("compresses without a time, so that the bytes are the same at any time", async () => {
    const folder = newPath();
    const { files } = await writeSample(folder, SMALL);
    const compressed = files.filter((file) => file.path.endsWith(".gz")).map((file) => readFileSync(join(folder, file.path)));
    expect(compressed.length).toBe(1);
    for (const bytes of compressed) {
      expect(bytes.readUInt32LE(4)).toBe(0);
      expect(gunzipSync(bytes).toString().split("\n").length).toBeGreaterThan(10);
    }
  });

  test("compresses more than one block", async () => {
    const folder = newPath();
    const { files, tables } = await writeSample(folder, { customers: 100, seed: 1 });
    expect(files.find((file) => file.path.endsWith(".gz"))?.bytes).toBeGreaterThan(2 * 65_535);
    expect(readTable(folder, "accelerometer").rows.length).toBe(tables.accelerometer.rows);
  });

  test("tells how far it is", async () => {
    const seen: number[] = [];
    await writeSample(newPath(), { customers: 250, seed: 1 }, (customers) => seen.push(customers));
    expect(seen).toEqual([100, 200, 250]);
  });

  test("starts a new set of files for each delivery", async () => {
    const folder = newPath();
    const { files } = await writeSample(folder, { customers: CUSTOMERS_A_DELIVERY + 1, seed: 1 });
    const customerFiles = files.filter((file) => file.path.startsWith("customer/")).map((file) => file.path);
    expect(customerFiles).toEqual([1, 2, 3, 4].map((number) => `customer/customer-0000${number}.json`));
    expect(readTable(folder, "customer").rows.length).toBe(CUSTOMERS_A_DELIVERY + 1);
  });
});

describe("a folder that exists", () => {
  test("is replaced when it holds an earlier sample, with nothing left of it or beside it", async () => {
    const folder = newPath();
    await writeSample(folder, { customers: 40, seed: 9 });
    rmSync(join(folder, "customer", "customer-00001.json"));
    writeFileSync(join(folder, "customer", ".DS_Store"), "looked at");
    await writeSample(folder, SMALL);
    const fresh = newPath();
    await writeSample(fresh, SMALL);
    expect(contents(folder)).toEqual(contents(fresh));
    expect(readdirSync(join(folder, ".."))).toEqual(["landing"]);
  });

  test("is filled when it is empty", async () => {
    const folder = newPath();
    mkdirSync(join(folder, "customer"), { recursive: true });
    await writeSample(folder, SMALL);
    expect(readTable(folder, "customer").rows.length).toBe(5);
  });

  test("is followed when it is a link", async () => {
    const target = newPath();
    const link = newPath();
    mkdirSync(target);
    symlinkSync(target, link, "dir");
    await writeSample(link, SMALL);
    expect(readTable(target, "customer").rows.length).toBe(5);
  });

  test.each([
    ["someone's own file, without a sample", "notes.txt", false],
    ["someone's own file, beside a sample", "customer/customer-99999.json", true],
    ["a record that is none", "_sample.json", false],
  ])("is left alone when it holds %s", async (_, file, withSample) => {
    const folder = newPath();
    if (withSample) await writeSample(folder, SMALL);
    mkdirSync(join(folder, file, ".."), { recursive: true });
    writeFileSync(join(folder, file), "{}");
    const before = contents(folder);
    expect(await problemOf(writeSample(folder, SMALL))).toEqual({ code: "not-generated", parameters: { folder, file } });
    expect(contents(folder)).toEqual(before);
    expect(readdirSync(join(folder, ".."))).toEqual(["landing"]);
  });

  test.each([
    ["shorter", (text: string) => text.slice(1)],
    ["as long", (text: string) => text.replace(/[0-9]/, "x")],
  ])("is left alone when a file of the sample was edited, and is %s", async (_, edit) => {
    const folder = newPath();
    await writeSample(folder, SMALL);
    const file = join(folder, "step_trainer/step_trainer-00001.json");
    writeFileSync(file, edit(readFileSync(file, "utf8")));
    const before = contents(folder);
    expect(await problemOf(writeSample(folder, SMALL))).toEqual({
      code: "sample-edited",
      parameters: { folder, file: "step_trainer/step_trainer-00001.json" },
    });
    expect(contents(folder)).toEqual(before);
  });

  test("is a sample still when it was copied", async () => {
    const folder = newPath();
    const copy = newPath();
    await writeSample(folder, SMALL);
    cpSync(folder, copy, { recursive: true });
    await writeSample(copy, { customers: 1, seed: 1 });
    expect(readTable(copy, "customer").rows.length).toBe(1);
  });

  test("is left alone when a file came while the sample was made", async () => {
    const folder = newPath();
    await writeSample(folder, SMALL);
    const work = writeSample(folder, SMALL, () => writeFileSync(join(folder, "late.json"), "{}"));
    expect((await problemOf(work)).code).toBe("not-generated");
    expect(existsSync(join(folder, "late.json"))).toBe(true);
  });
});

describe("what cannot be written", () => {
  test.each([
    ["a file stands there", []],
    ["a file stands above", ["inner"]],
  ])("is refused: %s", async (_, below) => {
    const path = newPath();
    writeFileSync(path, "text");
    expect((await problemOf(writeSample(join(path, ...below), SMALL))).code).toBe("cannot-write");
    expect(readFileSync(path, "utf8")).toBe("text");
  });

  test("is refused before anything is touched: a size that is none", async () => {
    const folder = newPath();
    expect((await problemOf(writeSample(folder, { customers: -1, seed: 1 }))).code).toBe("invalid-value");
    expect(existsSync(folder)).toBe(false);
  });

  test("is given up when it is stopped: the earlier sample stays", async () => {
    const folder = newPath();
    await writeSample(folder, SMALL);
    const before = contents(folder);
    const stop = new AbortController();
    const work = writeSample(folder, { customers: 2000, seed: 2 }, () => stop.abort(), stop.signal);
    expect((await problemOf(work)).code).toBe("interrupted");
    expect(contents(folder)).toEqual(before);
    expect(readdirSync(join(folder, ".."))).toEqual(["landing"]);
  });
});
