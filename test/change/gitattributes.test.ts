import { execFileSync } from "node:child_process";
import { expect, test } from "vitest";
import { intactFiles } from "../../dsl/compiler/write.ts";

test("a pull request shows the scripts, the DDL and the privacy report, and folds what machines read", () => {
  const files = [...(intactFiles("generated") ?? [])];
  const shown = files.filter((path) => /(^|\/)(job\.py|table\.sql|privacy\.md)$/.test(path));
  expect(shown.length).toBeGreaterThan(3);
  const printed = execFileSync("git", ["check-attr", "--stdin", "linguist-generated", "eol"], {
    encoding: "utf8",
    input: [...files, "../dsl/runtime/sluice.py"].map((path) => `generated/${path}\n`).join(""),
  });
  const valuesOf = (attribute: string): ReadonlyMap<string, string> =>
    new Map(
      [...printed.matchAll(/^(.*): ([a-z-]+): (.*)$/gm)].flatMap(([, path = "", of, value = ""]) =>
        of === attribute ? [[path, value]] : [],
      ),
    );
  const folded = valuesOf("linguist-generated");
  expect(files.filter((path) => folded.get(`generated/${path}`) === "unset").sort()).toEqual(shown.sort());
  expect(files.filter((path) => folded.get(`generated/${path}`) === "set")).toHaveLength(files.length - shown.length);
  expect(new Set(files.map((path) => valuesOf("eol").get(`generated/${path}`)))).toEqual(new Set(["lf"]));
  expect(folded.get("generated/../dsl/runtime/sluice.py")).toBe("unspecified");
});
