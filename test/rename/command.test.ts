import { cpSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { type Ended, ROOT, sluice } from "../cli/child.ts";
import { differing, filesIn, newFolder, put, under } from "../cli/folders.ts";
import { TRANSFORMS } from "../cli/lake.ts";
import { answerOf, codesOf, expectGood, expectRefused } from "../cli/outcome.ts";

function stedi(): string {
  const cwd = newFolder();
  cpSync(join(ROOT, "transforms"), join(cwd, "transforms"), { recursive: true });
  return cwd;
}

describe.concurrent("sluice rename", { timeout: 240_000 }, () => {
  const rename = (cwd: string, ...args: string[]): Promise<Ended> => sluice(["rename", ...args], { cwd });

  test("STEDI's serial number from customer_trusted on; step trainers and the raw files keep it", async () => {
    const cwd = stedi();
    const before = filesIn(join(cwd, "transforms"));
    const ended = await rename(cwd, "customer_trusted.serialNumber", "deviceSerial");
    expectGood(ended);
    expect(ended.stdout).toBe(`customer_trusted.serialNumber is \`deviceSerial\` in customer_trusted, customers_curated: 4 lines in 3 files.
The raw files keep their key \`serialNumber\`: customer_trusted renames it.
transforms/curated/machine-learning-curated.ts:11
-       on: { serialNumber: "serialNumber" },
+       on: { serialNumber: "deviceSerial" },
transforms/trusted/customer-trusted.ts:6
-   from: customerLanding.filter((customer) => customer.shareWithResearchAsOfDate.isNotNull()),
+   from: customerLanding.filter((customer) => customer.shareWithResearchAsOfDate.isNotNull()).rename({ serialNumber: "deviceSerial" }),
transforms/trusted/step-trainer-trusted.ts:7
- const motion = accelerometerTrusted.join(customersCurated, { on: { user: "email" } }).select("serialNumber", "timeStamp");
+ const motion = accelerometerTrusted.join(customersCurated, { on: { user: "email" } }).select("deviceSerial", "timeStamp");
transforms/trusted/step-trainer-trusted.ts:13
-     on: { serialNumber: "serialNumber", sensorReadingTime: "timeStamp" },
+     on: { serialNumber: "deviceSerial", sensorReadingTime: "timeStamp" },
Now run \`npx sluice compile\`.
`);
    expect(differing(before, filesIn(join(cwd, "transforms")))).toEqual([
      "curated/machine-learning-curated.ts",
      "trusted/customer-trusted.ts",
      "trusted/step-trainer-trusted.ts",
    ]);
    expectGood(await sluice(["compile"], { cwd }));
  });

  test("the last table's user, shown first and then written; and back again", async () => {
    const cwd = stedi();
    const before = filesIn(join(cwd, "transforms"));
    const dry = await rename(cwd, "machine_learning_curated.USER", "subject", "--dry-run", "--json");
    expect(filesIn(join(cwd, "transforms"))).toEqual(before);
    const { changes, ...data } = answerOf(dry) as unknown as { readonly changes: readonly object[] };
    expect(data).toEqual({ ok: true, diagnostics: [], tables: ["machine_learning_curated"], inserted: true });
    expect(changes).toEqual([
      {
        file: "transforms/curated/machine-learning-curated.ts",
        line: 32,
        before: "    ),",
        after: '    )\n    .rename({ user: "subject" }),',
      },
      {
        file: "transforms/curated/machine-learning-curated.ts",
        line: 36,
        before: '    user: "readings are matched to the customer by e-mail address",',
        after: '    subject: "readings are matched to the customer by e-mail address",',
      },
    ]);
    expectGood(await rename(cwd, "machine_learning_curated.user", "subject"));
    expectGood(await rename(cwd, "machine_learning_curated.subject", "person"));
    expect(readFileSync(join(cwd, "transforms/curated/machine-learning-curated.ts"), "utf8")).toContain(
      '    .rename({ user: "person" }),\n',
    );
    expectGood(await sluice(["compile"], { cwd }));
  });

  test("a raw key, when the files change too", async () => {
    const cwd = stedi();
    expectRefused(
      await rename(cwd, "customer_landing.email", "mail"),
      ["rename-raw-key"],
      "is the key `email` of the raw files",
      "--also-in-files",
    );
    const ended = await rename(cwd, "customer_landing.email", "mail", "--also-in-files");
    expectGood(ended);
    expect(ended.stdout).toContain("is `mail` in customer_landing, customer_trusted, customers_curated: 8 lines in 6 files.");
    const { "landing/accelerometer.ts": accelerometer = "", "landing/customer.ts": customer = "" } = filesIn(join(cwd, "transforms"));
    expect(accelerometer).toContain("person: { user: customerLanding.columns.mail }");
    expect(customer).toContain('mail: personal("email", z.email()),');
    expect(customer).toContain('unique: ["mail"],');
    expectGood(await sluice(["compile"], { cwd }));
  });

  test("what there is not, and what stands in the way, changes nothing", async () => {
    const cwd = put(newFolder(), under("transforms", TRANSFORMS));
    const before = filesIn(join(cwd, "transforms"));
    expectRefused(await rename(cwd, "towns.twon", "x"), ["unknown-column"], "towns has no column `twon`", "did you mean `town`?");
    expectRefused(await rename(cwd, "town.town", "x"), ["unknown-table"], "did you mean `towns`?");
    expectRefused(await rename(cwd, "towns.town", "a b"), ["invalid-name"], '"a b" cannot be the name of a column');
    expectRefused(await rename(cwd, "visits_named.at", "Pages"), ["rename-blocked"], "visits_named has a column `pages` already");
    expect(codesOf(answerOf(await rename(cwd, "visits_per_name.visits", "pages", "--json")))).toEqual(["rename-blocked"]);
    expect((await rename(cwd, "towns.town")).code).toBe(2);
    expect(filesIn(join(cwd, "transforms"))).toEqual(before);
    const same = await rename(cwd, "towns.town", "town");
    expectGood(same);
    expect(same.stdout).toBe("towns.town has that name.\n");
  });

  test("what the transforms print does not spoil the answer", async () => {
    const cwd = put(newFolder(), {
      ...under("transforms", TRANSFORMS),
      "transforms/prints.ts": 'console.log("spoilt");\nprocess.stdout.write("{}\\n");\n',
    });
    expect(answerOf(await rename(cwd, "towns.town", "place", "--json"))).toMatchObject({ ok: true, tables: ["towns"] });
  });

  test("transforms that do not compile are told so", async () => {
    const cwd = put(newFolder(), { ...under("transforms", TRANSFORMS), "transforms/broken.ts": "export const x = ;\n" });
    expectRefused(await rename(cwd, "towns.town", "place"), ["syntax-error"]);
  });
});
