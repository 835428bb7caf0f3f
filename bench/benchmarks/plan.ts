import { execFileSync } from "node:child_process";
import { cpSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { type Benchmark, median, type Row, type Target } from "../benchmark.ts";
import { writeEventsLake } from "../lakes/events-lake.ts";
import { inTurns, measure } from "../measure.ts";
import { emptyFolder, runSluiceOnce, sluice } from "../workplace.ts";

const TABLES = 1000;

/** The meaning of a change of one table, from a commit and from a folder. */
export const plan: Benchmark = {
  summary: `sluice plan of ${TABLES} tables with one change`,
  run: async (options) => {
    await runSluiceOnce();
    const lake = emptyFolder("plan/lake");
    const before = emptyFolder("plan/before");
    writeEventsLake(join(lake, "transforms"), TABLES);
    await measure(sluice(lake, "compile"));
    cpSync(join(lake, "generated"), before, { recursive: true });
    commit(lake);
    widenOneTable(join(lake, "transforms", "trusted", "group-050.ts"));
    await measure(sluice(lake, "compile"));
    const samples = await inTurns(
      [
        { name: OF_COMMIT, command: () => sluice(lake, "plan", "--base", "HEAD") },
        { name: OF_FOLDER, command: () => sluice(lake, "plan", "--base", before) },
      ],
      options,
    );
    return {
      rows: [...samples].flatMap(([what, of]): Row[] => [
        { what, unit: "ms", values: of.map(({ wall }) => wall) },
        { what, unit: "ms of processor", values: of.map(({ processor }) => processor) },
      ]),
      targets: [...samples].map(
        ([what, of]): Target => ({ claim: what, unit: "ms", bound: { atMost: 2000 }, measured: median(of.map(({ wall }) => wall)) }),
      ),
    };
  },
};

const OF_COMMIT = "sluice plan, from a commit";
const OF_FOLDER = "sluice plan, from a folder";

function commit(folder: string): void {
  const git = (...args: readonly string[]): void => {
    execFileSync("git", ["-c", "user.name=bench", "-c", "user.email=bench@example.test", ...args], { cwd: folder, stdio: "ignore" });
  };
  writeFileSync(join(folder, ".gitignore"), ".sluice/\n");
  git("init", "--initial-branch=main");
  git("add", ".");
  git("commit", "--message=The lake");
}

/** Takes the filter out of a table that others read. */
function widenOneTable(file: string): void {
  const text = readFileSync(file, "utf8");
  const edited = text.replace(/(t0500 = [\s\S]*?)\n {4}\.filter\([^\n]*\)/, "$1");
  if (edited === text) throw new Error(`${file} has no filter to take out`);
  writeFileSync(file, edited);
}
