import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { writeSample } from "../../dsl/sample/write.ts";
import type { Options } from "../benchmark.ts";
import { emptyFolder, ROOT } from "../workplace.ts";

/** How often the larger of two landing folders has the readings of the other. */
export const MANY = 20;

/** Where the real data is, which is not part of the project. */
const REAL = resolve(process.env.SLUICE_STEDI ?? join(ROOT, "../shared/stedi"));

/** The folder of each source of readings, and its key for the time. */
const TIMES: Readonly<Record<string, RegExp>> = {
  accelerometer: /"time[Ss]tamp":\s*(\d+)/,
  step_trainer: /"sensorReadingTime":\s*(\d+)/,
};

/**
 * Landing files with the readings of another folder several times, each copy as long after the one before as all readings
 * take, and with its customers once. So copies match nothing of each other; in a later one, more readings come after their
 * customer has agreed.
 */
export function writeStediCopies(from: string, to: string, copies: number): void {
  mkdirSync(to, { recursive: true });
  cpSync(join(from, "customer"), join(to, "customer"), { recursive: true });
  const readings = Object.entries(TIMES).map(([folder, key]) => ({ folder, key, lines: linesOf(join(from, folder)) }));
  let [first, last] = [Number.POSITIVE_INFINITY, 0];
  for (const { key, lines } of readings) {
    for (const line of lines) {
      const time = Number(key.exec(line)?.[1]);
      first = Math.min(first, time);
      last = Math.max(last, time);
    }
  }
  for (const { folder, key, lines } of readings) {
    mkdirSync(join(to, folder), { recursive: true });
    for (let copy = 0; copy < copies; copy++) {
      const shift = copy * (last - first + 1);
      const shifted = lines.map((line) => line.replace(key, (found, time: string) => found.replace(time, String(Number(time) + shift))));
      writeFileSync(join(to, folder, `${copy}.json`), `${shifted.join("\n")}\n`);
    }
  }
}

const linesOf = (folder: string): readonly string[] =>
  readdirSync(folder)
    .sort()
    .flatMap((file) => readFileSync(join(folder, file), "utf8").split("\n"))
    .filter((line) => line.trim() !== "");

/** Two landing folders, with the readings of the real data once and many times; sample data where that is not here. */
export async function landingFolders(benchmark: string, say: Options["say"]): Promise<readonly [string, string]> {
  const folder = emptyFolder(`${benchmark}/landing`);
  const isReal = existsSync(REAL);
  const from = isReal ? REAL : join(folder, "sample");
  if (!isReal) await writeSample(from, { customers: 1000, seed: 1 });
  say(`landing files: ${isReal ? "the real data" : "sample data (SLUICE_STEDI names no folder)"}, once and ${MANY} times`);
  const copied = (copies: number): string => {
    const to = join(folder, `${copies}x`);
    writeStediCopies(from, to, copies);
    return to;
  };
  return [copied(1), copied(MANY)];
}
