import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { type Ended, sluice } from "./child.ts";
import { filesIn, newFolder, put } from "./folders.ts";
import { expectGood, expectRefused } from "./outcome.ts";

describe.concurrent("sample", { timeout: 120_000 }, () => {
  const sample = (cwd: string, ...args: string[]): Promise<Ended> => sluice(["sample", ...args], { cwd });

  test("makes the same files for the same options, and says what is in them", async () => {
    const cwd = newFolder();
    const first = await sample(cwd, "--customers", "3");
    expectGood(first);
    expect(first.stdout).toMatch(
      /^Sample data of 3 customers, seed 1, is in \.sluice\/landing:\n {2}customer {17}3 records, 0 of them bad\n/,
    );
    expectGood(await sample(cwd, "--customers", "3", "--seed", "1", "--out", "same"));
    expectGood(await sample(cwd, "--customers", "3", "--seed", "2", "--out", "other"));
    const files = filesIn(join(cwd, ".sluice/landing"));
    expect(filesIn(join(cwd, "same"))).toEqual(files);
    expect(filesIn(join(cwd, "other"))).not.toEqual(files);
    expect(String(files["customer/customer-00001.json"]).length + String(files["customer/customer-00002.json"]).length).toBeGreaterThan(0);
  });

  test("takes the place of an earlier sample only", async () => {
    const cwd = newFolder();
    expectGood(await sample(cwd, "--customers", "3", "--out", "l"));
    expectGood(await sample(cwd, "--customers", "1", "--out", "l"));
    const customers = Object.entries(filesIn(join(cwd, "l"))).filter(([path]) => path.startsWith("customer/"));
    expect(
      customers
        .map(([, text]) => text)
        .join("")
        .trim()
        .split("\n"),
    ).toHaveLength(1);
    put(cwd, { "l/customer/mine.json": "{}\n" });
    const before = filesIn(join(cwd, "l"));
    expectRefused(
      await sample(cwd, "--out", "l"),
      ["not-generated"],
      "l holds customer/mine.json, which Sluice did not write",
      "--out DIR",
    );
    expect(filesIn(join(cwd, "l"))).toEqual(before);
  });

  test("refuses a folder of others, and a sample that was edited", async () => {
    const cwd = put(newFolder(), { "l/notes.txt": "mine" });
    expectRefused(await sample(cwd, "--out", "l"), ["not-generated"], "l holds notes.txt");
    expectRefused(await sample(cwd, "--out", "."), ["not-generated"], "holds l/notes.txt");
    expectGood(await sample(cwd, "--customers", "1", "--out", "edited"));
    put(cwd, { "edited/customer/customer-00001.json": "edited\n" });
    expectRefused(await sample(cwd, "--out", "edited"), ["sample-edited"], "edited holds customer/customer-00001.json, which was changed");
    expect(readFileSync(join(cwd, "edited/customer/customer-00001.json"), "utf8")).toBe("edited\n");
    put(cwd, { file: "mine" });
    expectRefused(await sample(cwd, "--out", "file"), ["cannot-write"], "cannot write file");
    expectRefused(await sample(cwd, "--out", "file/below"), ["cannot-write"], "cannot write file/below");
    expect(readFileSync(join(cwd, "file"), "utf8")).toBe("mine");
  });

  test.for(["0", "-1", "1.5", "1e3", "many", "", "99999999999", "9".repeat(30)])("--customers %s is refused", async (value) => {
    const cwd = newFolder();
    expectRefused(await sample(cwd, "--customers", value), ["invalid-value"], "a whole number from");
    expect(existsSync(join(cwd, ".sluice"))).toBe(false);
  });

  test("--seed may be 0, not -1", async () => {
    const cwd = newFolder();
    expectGood(await sample(cwd, "--customers", "1", "--seed", "0"));
    expectRefused(await sample(cwd, "--seed", "-1"), ["invalid-value"], "`--seed -1` is not a whole number from 0 on");
    expectRefused(await sample(cwd, "--seed", "4294967296"), ["invalid-value"], "4294967296 is not a seed");
  });
});
