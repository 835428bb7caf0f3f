import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { LAKE, LANDING } from "./options.ts";
import { fitted } from "./terminal-width.ts";

const say = (text: string): void => console.log(fitted(text, process.stdout));

/** `npm start`: the lake filled from sample data, and what to do next. */
const sluice = (...args: readonly string[]): void => {
  say(`\n$ npx sluice ${args.join(" ")}`);
  const { status } = spawnSync(process.execPath, [fileURLToPath(new URL("./main.ts", import.meta.url)), ...args], { stdio: "inherit" });
  if (status !== 0) process.exit(status ?? 1);
};

say("Sluice fills the STEDI lake on this machine: from raw files through consent to the machine-learning table.");
if (existsSync(LANDING)) say(`\nThe raw files in ${LANDING} are used as they are; \`npx sluice sample\` makes others.`);
else sluice("sample");
sluice("compile");
sluice("run");
sluice("catalog", "--lake", LAKE);
say(`
What happened: the raw files of ${LANDING} were read line by line; bad
records were put aside in quarantine, with the reason. Then each transform of
transforms/ ran in the order in which they need each other. Only rows of
customers who agreed to research, and had agreed when the reading was taken,
came through to the trusted and curated zones.

What to do next:
  open the address above in a browser                  the catalog: the whole lake to look around in, without a server
  npx sluice explain machine_learning_curated.user     where a column comes from
  cat generated/trusted/accelerometer_trusted/job.py   the script that AWS Glue runs, as a reviewer reads it
  npx sluice run --landing DIR                         your own raw files
  README.md                                            your first transform, in five minutes`);
