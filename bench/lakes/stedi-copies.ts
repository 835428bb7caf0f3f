import { cpSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

/** The folder of each source of readings, and its key for the time. */
const TIMES: Readonly<Record<string, RegExp>> = {
  accelerometer: /"time[Ss]tamp":\s*(\d+)/,
  step_trainer: /"sensorReadingTime":\s*(\d+)/,
};

/**
 * Landing files with the readings of another folder several times, each copy as long after the one before as all readings
 * take, and with its customers once. So copies match nothing of each other, and every one what the original matches.
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
