import { spawn } from "node:child_process";
import { fileURLToPath } from "node:url";
import type { Options } from "./benchmark.ts";

/** What one run of a command took: milliseconds by the clock and of processor (all threads), MiB at most. */
export interface Sample {
  readonly wall: number;
  readonly processor: number;
  readonly memory: number;
}

export interface Command {
  readonly argv: readonly string[];
  readonly cwd: string;
  readonly env?: Readonly<Record<string, string>>;
}

const MEASURE = fileURLToPath(new URL("./measure.py", import.meta.url));

/** Runs a command to its end. Throws with what it printed when it fails. */
export function measure({ argv, cwd, env = {} }: Command): Promise<Sample> {
  return new Promise((done, fail) => {
    const child = spawn("python3", [MEASURE, ...argv], { cwd, env: { ...process.env, ...env } });
    let out = "";
    let printed = "";
    child.stdout.on("data", (data) => {
      out += data;
    });
    child.stderr.on("data", (data) => {
      printed = (printed + data).slice(-10_000);
    });
    child.on("error", fail);
    child.on("close", (code) => {
      if (code === 0) done(JSON.parse(out) as Sample);
      else fail(new Error(`${argv.join(" ")} ended with code ${code}\n${printed}`));
    });
  });
}

/** Something to measure. `prepare` is not measured. */
export interface Side {
  readonly name: string;
  readonly prepare?: (run: number) => void | Promise<void>;
  readonly command: (run: number) => Command;
}

/** Runs every side once a round, in turns, so that whatever else the machine does falls on all of them alike. */
export async function inTurns(sides: readonly Side[], { runs, say }: Options): Promise<ReadonlyMap<string, readonly Sample[]>> {
  const samples = new Map<string, Sample[]>(sides.map(({ name }) => [name, []]));
  for (let run = 0; run < runs; run++) {
    for (const { name, prepare, command } of sides) {
      await prepare?.(run);
      const sample = await measure(command(run));
      samples.get(name)?.push(sample);
      say(`${run + 1}/${runs} ${name}: ${Math.round(sample.wall)} ms, ${Math.round(sample.processor)} ms of processor`);
    }
  }
  return samples;
}

/** How many times as long the first took as the second, round by round. */
export const ratios = (of: readonly Sample[], to: readonly Sample[], by: "wall" | "processor" = "wall"): readonly number[] =>
  of.map((sample, i) => sample[by] / (to[i]?.[by] ?? Number.NaN));
