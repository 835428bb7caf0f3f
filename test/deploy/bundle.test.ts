import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { type ArchiveObject, lakeBundle, tableBundle } from "../../pulumi/decide/bundle.ts";
import { type Generated, readGenerated, sha256 } from "../../pulumi/generated.ts";
import { GENERATED, stediStack } from "./lake.ts";

const generated = readGenerated(GENERATED);

const bundleOf = (of: string, lake: Generated = generated) => {
  const table = lake.tables.find(({ name }) => name === of);
  if (table === undefined) throw new Error(`there is no table ${of}`);
  return tableBundle(lake, table);
};

interface Manifest {
  readonly tables: readonly { readonly name: string; readonly reads: readonly string[] }[];
  readonly files: Readonly<Record<string, string>>;
}

function manifestOf({ members }: ArchiveObject): Manifest {
  const content = members["manifest.json"];
  if (content === undefined || !("text" in content)) throw new Error("the manifest is a text");
  return JSON.parse(content.text) as Manifest;
}

describe("what a table's job gets", () => {
  const { prefix, script, plans } = bundleOf("accelerometer_trusted");

  test("is its script as reviewed, and the plans that it needs, no other table's", () => {
    expect(script.key).toBe(`${prefix}trusted/accelerometer_trusted/job.py`);
    expect(sha256(readFileSync(script.file))).toBe(script.sha256);
    expect(Object.keys(plans.members).sort()).toEqual([
      "landing/accelerometer_landing/plan.json",
      "manifest.json",
      "trusted/accelerometer_trusted/plan.json",
      "trusted/accelerometer_trusted/table.json",
    ]);
    expect(manifestOf(plans).tables).toMatchObject([
      { name: "accelerometer_landing", reads: [] },
      { name: "accelerometer_trusted", reads: ["accelerometer_landing", "customer_trusted"] },
      { name: "customer_trusted", reads: [] },
    ]);
  });

  test("is told in the manifest with the hashes of the files themselves", () => {
    const { files } = manifestOf(plans);
    expect(files["trusted/accelerometer_trusted/job.py"]).toBe(script.sha256);
    for (const [path, content] of Object.entries(plans.members))
      if ("file" in content) expect(sha256(readFileSync(content.file))).toBe(files[path]);
  });

  test("has another key when a file of it is another, and the same when a table that it reads changes", () => {
    const withHash = (path: string): Generated => ({ ...generated, files: new Map([...generated.files, [path, "0".repeat(64)]]) });
    for (const path of [
      "trusted/accelerometer_trusted/job.py",
      "trusted/accelerometer_trusted/table.json",
      "landing/accelerometer_landing/plan.json",
    ])
      expect(bundleOf("accelerometer_trusted", withHash(path)).prefix, path).not.toBe(prefix);
    expect(bundleOf("accelerometer_trusted", withHash("trusted/customer_trusted/plan.json")).prefix).toBe(prefix);
    expect(bundleOf("accelerometer_trusted", withHash("sluice_runtime/rows.py")).prefix).not.toBe(prefix);
  });
});

test("what the lake's one job gets is every job, plan and table, and nothing that is for people", () => {
  const { script, plans } = lakeBundle(generated);
  expect(script.key).toMatch(/^jobs\/[0-9a-f]{16}\/sluice\.py$/);
  const made = generated.tables.filter(({ kind }) => kind === "table").length;
  const files = Object.keys(plans.members).map((path) => path.slice(path.lastIndexOf("/") + 1));
  const count = (name: string): number => files.filter((file) => file === name).length;
  expect([count("job.py"), count("plan.json"), count("table.json"), count("manifest.json")]).toEqual([
    made,
    generated.tables.length,
    generated.tables.length,
    1,
  ]);
  expect(files).toHaveLength(made + 2 * generated.tables.length + 1);
});

test("a job is told where its script and its plans are", () => {
  const { jobs, names } = stediStack({ jobs: "each" });
  for (const { bundle, scriptLocation, arguments: given } of jobs) {
    expect(scriptLocation).toBe(`s3://${names.scriptsBucket}/${bundle.script.key}`);
    expect(given["--generated"]).toBe(`s3://${names.scriptsBucket}/${bundle.plans.key}`);
    expect(given["--script-sha256"]).toBe(bundle.script.sha256);
  }
});

test.each(["each", "one"])("with jobs: %s, a job is told the hash of all that it runs", (of) => {
  for (const { bundle, arguments: given } of stediStack({ jobs: of }).jobs) {
    const manifest = bundle.plans.members["manifest.json"];
    expect(given["--manifest-sha256"]).toBe(manifest !== undefined && "text" in manifest ? sha256(manifest.text) : "no text");
    const { files } = manifestOf(bundle.plans);
    expect(Object.keys(files)).toEqual(expect.arrayContaining(["sluice.py", "sluice_runtime/runs.py"]));
    // Every file of the archive, and the script.
    const script = bundle.script.key.slice(bundle.prefix.length);
    for (const path of [...Object.keys(bundle.plans.members), script]) if (path !== "manifest.json") expect(files).toHaveProperty([path]);
  }
});
