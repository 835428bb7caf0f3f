import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { sha256 } from "../../dsl/compiler/manifest.ts";
import { intactFiles, writeGenerated } from "../../dsl/compiler/write.ts";

const folder = mkdtempSync(join(tmpdir(), "sluice-write-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

test("a folder that was half written the first time is written again", () => {
  const files = new Map([
    ["a/table.json", "{}"],
    ["z.json", "{}"],
    ["manifest.json", JSON.stringify({ version: 1, tables: [], files: { "a/table.json": "", "z.json": "" } })],
  ]);
  mkdirSync(join(folder, "z.json"));
  expect(() => writeGenerated(folder, files)).toThrow();
  expect(readFileSync(join(folder, "a/table.json"), "utf8")).toBe("{}");
  rmSync(join(folder, "z.json"), { recursive: true });
  expect(writeGenerated(folder, files)).toEqual({ changed: ["z.json", "manifest.json"], removed: [], unchanged: 1 });
});

const manifest = (...paths: readonly string[]): string =>
  JSON.stringify({ version: 1, tables: [], files: Object.fromEntries(paths.map((path) => [path, sha256("{}")])) });

test.each(["a zone's folder", "a table's folder", "a file", "the manifest", "a folder that leads nowhere"])(
  "nothing is written or removed through a link that leaves the folder: %s",
  (what) => {
    const place = mkdtempSync(join(tmpdir(), "sluice-links-"));
    const [out, elsewhere] = [join(place, "out"), join(place, "elsewhere")];
    const files = new Map([
      ["a/t/plan.json", "{}"],
      ["manifest.json", manifest("a/t/plan.json")],
    ]);
    const linked =
      { "a zone's folder": "a", "a table's folder": "a/t", "a file": "a/t/plan.json", "the manifest": "manifest.json" }[what] ?? "a";
    mkdirSync(join(elsewhere, "t"), { recursive: true });
    for (const path of ["plan.json", "t/plan.json", "file"]) writeFileSync(join(elsewhere, path), "{}");
    writeGenerated(out, files);
    rmSync(join(out, linked), { recursive: true });
    const target = what.includes("file") || what.includes("manifest") ? "file" : what === "a table's folder" ? "" : "nowhere";
    symlinkSync(join(elsewhere, what === "a zone's folder" ? "" : target), join(out, linked));
    const refusal = expect.objectContaining({
      problems: [{ code: "link-leaves-folder", parameters: { path: join(out, linked), folder: out } }],
    });
    expect(() => writeGenerated(out, files)).toThrow(refusal);
    // What no table has now is not removed through it either.
    expect(() => writeGenerated(out, new Map([["manifest.json", manifest()]]))).toThrow(refusal);
    if (what !== "the manifest") expect(intactFiles(out)).toBeUndefined();
    for (const path of ["plan.json", "t/plan.json", "file"]) expect(readFileSync(join(elsewhere, path), "utf8"), path).toBe("{}");
    expect(existsSync(join(elsewhere, "nowhere"))).toBe(false);
    rmSync(place, { recursive: true });
  },
);

test("a link inside the folder is followed", () => {
  const out = join(folder, "inside");
  mkdirSync(join(out, "real"), { recursive: true });
  writeFileSync(join(out, "manifest.json"), manifest());
  symlinkSync(join(out, "real"), join(out, "a"));
  writeGenerated(out, new Map([["a/plan.json", "{}"]]));
  expect(readFileSync(join(out, "real/plan.json"), "utf8")).toBe("{}");
});
