import { type ChildProcess, spawn } from "node:child_process";
import { cpSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { setTimeout } from "node:timers/promises";
import { type Benchmark, median } from "../benchmark.ts";
import { inTurns } from "../measure.ts";
import { emptyFolder, ROOT, runSluiceOnce, sluice } from "../workplace.ts";

/** How long the next thread may be made ready: a person does not save faster. */
const BETWEEN_MS = 2500;

/** From a file being saved to the files being written and the messages told. Every save changes what the files say. */
export const watch: Benchmark = {
  summary: "sluice watch of the STEDI lake, from a saved file to the written ones, against sluice compile",
  run: async (options) => {
    await runSluiceOnce();
    const folder = emptyFolder("watch");
    cpSync(join(ROOT, "transforms"), join(folder, "transforms"), { recursive: true });
    const values = await savedAndWritten(folder, options.runs, options.say);
    const samples = await inTurns(
      [{ name: COMPILE, prepare: (run) => edit(folder, options.runs + run), command: () => sluice(folder, "compile") }],
      options,
    );
    const compiles = (samples.get(COMPILE) ?? []).map(({ wall }) => wall);
    return {
      rows: [
        { what: WATCH, unit: "ms", values },
        { what: COMPILE, unit: "ms", values: compiles },
      ],
      targets: [{ claim: WATCH, unit: "ms", bound: { atMost: 100 }, measured: median(values) }],
    };
  },
};

const WATCH = "sluice watch, from save to written";
const COMPILE = "sluice compile";

async function savedAndWritten(folder: string, runs: number, say: (text: string) => void): Promise<readonly number[]> {
  const { argv, cwd, env } = sluice(folder, "watch", "--json");
  const [program = "", ...args] = argv;
  const child = spawn(program, args, { cwd, env: { ...process.env, ...env }, stdio: ["ignore", "pipe", "inherit"] });
  try {
    const ends = endsOf(child);
    await nextOf(ends);
    const values: number[] = [];
    for (let run = 0; run < runs; run++) {
      await setTimeout(BETWEEN_MS);
      const saved = performance.now();
      edit(folder, run);
      const { changed } = await nextOf(ends);
      if (changed.length === 0) throw new Error("a save changed no generated file");
      values.push(performance.now() - saved);
      say(`${run + 1}/${runs} ${WATCH}: ${Math.round(values.at(-1) ?? 0)} ms`);
    }
    return values;
  } finally {
    child.kill("SIGINT");
  }
}

interface End {
  readonly changed: readonly string[];
}

async function* endsOf({ stdout }: ChildProcess): AsyncGenerator<End, undefined> {
  if (stdout === null) return;
  for await (const line of createInterface(stdout)) {
    const told = JSON.parse(line) as End & { readonly event: string };
    if (told.event === "end") yield told;
  }
}

async function nextOf(ends: AsyncGenerator<End, undefined>): Promise<End> {
  const { value } = await ends.next();
  if (value === undefined) throw new Error("sluice watch has ended");
  return value;
}

/** Another number each time in the comment that becomes a table's description. */
function edit(folder: string, number: number): void {
  const file = join(folder, "transforms", "trusted", "accelerometer-trusted.ts");
  writeFileSync(file, readFileSync(file, "utf8").replace(/^\/\*\* (?:Edit \d+\. )?/m, `/** Edit ${number}. `));
}
