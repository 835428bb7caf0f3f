import { execFileSync } from "node:child_process";
import { cpSync, mkdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { type Benchmark, median, type Options, type Row, type Target } from "../benchmark.ts";
import { writeEventsLake } from "../lakes/events-lake.ts";
import { writeJoinsLake } from "../lakes/joins-lake.ts";
import { leftJoins, type ManySteps, nullFilters, star, unions } from "../lakes/many-steps.ts";
import { emptyFolder, runSluiceOnce, sluice } from "../workplace.ts";

const TABLES = 1000;
const STAGES = fileURLToPath(new URL("../stages.ts", import.meta.url));

/** Pairs of lakes of which one has twice as much, and how many times as long it may take to compile. */
const GROWTH: readonly {
  readonly what: string;
  readonly lake: (count: number) => ManySteps;
  readonly half: number;
  readonly atMost: number;
}[] = [
  { what: "left joins", lake: leftJoins, half: 100, atMost: 2.5 },
  { what: "filters that keep NULL", lake: nullFilters, half: 100, atMost: 2.5 },
  { what: "parts of a union", lake: unions, half: 1000, atMost: 2.5 },
  { what: "dimensions of a star", lake: star, half: 6, atMost: 2 },
];

type Stages = Readonly<Record<string, number>>;

/** The processor's time of each stage, in one thread, so that what else the machine does changes it little. */
export const proofs: Benchmark = {
  summary: `the proofs' share of the cold compile of ${TABLES} tables; twice as many joins, filters, unions and dimensions`,
  run: async (options) => {
    await runSluiceOnce();
    const lake = emptyFolder("proofs/lake");
    writeEventsLake(join(lake, "transforms"), TABLES);
    const joins = [50, 100].map((count) => {
      const folder = emptyFolder(`proofs/joins-${count}`);
      writeJoinsLake(join(folder, "transforms"), count);
      return folder;
    });
    const [whole, half, double]: readonly Stages[][] = [[], [], []];
    for (let run = 0; run < options.runs; run++) {
      whole?.push(stagesOf(lake, run, options));
      half?.push(stagesOf(joins[0] ?? "", run, options));
      double?.push(stagesOf(joins[1] ?? "", run, options));
    }
    const growing = GROWTH.map(({ what, lake: lakeOf, half: least, atMost }) => {
      const [halves, wholes] = [least, 2 * least].map((count) => {
        const folder = emptyFolder(`proofs/${what.replaceAll(" ", "-")}-${count}`);
        mkdirSync(join(folder, "transforms"));
        writeFileSync(join(folder, "transforms/lake.ts"), lakeOf(count).transforms);
        return Array.from({ length: options.runs }, (_, run) => total(stagesOf(folder, run, options)));
      });
      return { what, least, atMost, halves: halves ?? [], wholes: wholes ?? [] };
    });
    const shares = (whole ?? []).map((stages) => (100 * (stages.prove ?? 0)) / total(stages));
    const proving = (list: readonly Stages[] = []): readonly number[] => list.map(({ prove = 0 }) => prove);
    const growth = proving(double).map((prove, i) => prove / (proving(half)[i] ?? Number.NaN));
    return {
      rows: [
        ...Object.keys(whole?.[0] ?? {}).map(
          (stage): Row => ({
            what: `${TABLES} tables: ${stage}`,
            unit: "ms of processor",
            values: (whole ?? []).map((one) => one[stage] ?? 0),
          }),
        ),
        { what: `${TABLES} tables: share of the proofs`, unit: "%", values: shares },
        { what: "50 joins in a row: prove", unit: "ms of processor", values: proving(half) },
        { what: "100 joins in a row: prove", unit: "ms of processor", values: proving(double) },
        ...growing.flatMap(({ what, least, halves, wholes }): readonly Row[] => [
          { what: `${least} ${what}: compile`, unit: "ms of processor", values: halves },
          { what: `${2 * least} ${what}: compile`, unit: "ms of processor", values: wholes },
        ]),
      ],
      targets: [
        { claim: "the proofs take at most 30 % of a cold compile", unit: "%", bound: { atMost: 30 }, measured: median(shares) },
        { claim: "100 joins in a row cost at most ten times 50", unit: "x", bound: { atMost: 10 }, measured: median(growth) },
        ...growing.map(
          ({ what, least, atMost, halves, wholes }): Target => ({
            claim: `${2 * least} ${what} cost at most ${atMost} times ${least}`,
            unit: "x",
            bound: { atMost },
            measured: median(wholes) / median(halves),
          }),
        ),
      ],
    };
  },
};

const total = (stages: Stages): number => Object.values(stages).reduce((sum, one) => sum + one, 0);

/** In a folder of its own, so that nothing is kept of another run. */
function stagesOf(lake: string, run: number, { say }: Options): Stages {
  const folder = `${lake}-${run}`;
  cpSync(lake, folder, { recursive: true });
  const { env } = sluice(folder);
  const printed = execFileSync(process.execPath, [STAGES, folder], {
    encoding: "utf8",
    env: { ...process.env, ...env },
    maxBuffer: 2 ** 20,
  });
  rmSync(folder, { recursive: true });
  say(`${run + 1} ${folder}: ${printed.trim()}`);
  return JSON.parse(printed) as Stages;
}
