// The Python that runs the generated jobs and their tests. `node test/spark/setup.mjs` makes it on first use, below
// `.sluice/`, and prints its path; `node test/spark/setup.mjs -m pytest` starts it with these arguments. SLUICE_SPARK
// chooses the Spark: 4.1 (of Glue 6.0), the default, or 3.5 (of Glue 5.1).
import { spawnSync } from "node:child_process";
import { dirname, join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import * as install from "../../dsl/run/spark/install.mjs";

const HERE = dirname(fileURLToPath(import.meta.url));
const setup = { spark: process.env.SLUICE_SPARK || "4.1", s3: true, more: [join(HERE, "requirements.txt")] };

export const setUpSpark = () => install.setUpSpark(setup);
export const isSetUp = () => install.isSetUp(setup);

function main(args) {
  const { python, env } = setUpSpark();
  if (args.length === 0) {
    process.stdout.write(`${python}\n`);
    return 0;
  }
  return spawnSync(python, args, { stdio: "inherit", env: { ...process.env, ...env } }).status ?? 1;
}

if (process.argv[1] !== undefined && import.meta.url === pathToFileURL(process.argv[1]).href) {
  try {
    process.exitCode = main(process.argv.slice(2));
  } catch (error) {
    if (!(error instanceof install.SetupError)) throw error;
    process.stderr.write(`sluice: ${error.message}\n`);
    process.exitCode = 1;
  }
}
