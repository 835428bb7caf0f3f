import { readdirSync, readFileSync } from "node:fs";

const RUNTIME = new URL("../runtime/", import.meta.url);
const PACKAGE = "sluice_runtime";

/** What the generated jobs import: `sluice.py` and the modules of its package, as they are written by hand. */
export function runtimeFiles(): ReadonlyMap<string, string> {
  const modules = readdirSync(new URL(PACKAGE, RUNTIME)).filter((name) => name.endsWith(".py"));
  const paths = ["sluice.py", ...modules.sort().map((name) => `${PACKAGE}/${name}`)];
  return new Map(paths.map((path) => [path, readFileSync(new URL(path, RUNTIME), "utf8")]));
}
