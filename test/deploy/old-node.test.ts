import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { expect, test } from "vitest";

const MAIN = pathToFileURL(join(import.meta.dirname, "..", "..", "pulumi", "main.mjs")).href;

// A Node that reads no TypeScript, as 20 does not, by its option.
test("a Node that reads no TypeScript is told which one to take", () => {
  const program = `import(${JSON.stringify(MAIN)}).catch((error) => console.log(error.constructor.name + ": " + error.message))`;
  const { stdout } = spawnSync(process.execPath, ["--no-experimental-strip-types", "-e", program], { encoding: "utf8" });
  expect(stdout).toMatch(/^RunError: the program is TypeScript, which Node \d+\.\d+\.\d+ does not read: put Node 24 first on the PATH/);
});
