import { cpSync, rmSync } from "node:fs";
import { join } from "node:path";
import { type Benchmark, median, type Row } from "../benchmark.ts";
import { writeEventsLake } from "../lakes/events-lake.ts";
import { inTurns, ratios, type Side } from "../measure.ts";
import { emptyFolder, runSluiceOnce, sluice } from "../workplace.ts";

const SMALL = 1000;
const LARGE = 4000;

/** How time and memory grow with the lake, and how much memory a lake of 1,000 tables takes. */
export const scale: Benchmark = {
  summary: `cold compile of ${LARGE} tables against ${SMALL}: time and peak memory`,
  run: async (options) => {
    await runSluiceOnce();
    const sides = [SMALL, LARGE].map(coldCompile);
    const samples = await inTurns(sides, options);
    const [small = [], large = []] = sides.map(({ name }) => samples.get(name) ?? []);
    rmSync(join(emptyFolder("scale")), { recursive: true });
    return {
      rows: [...samples].flatMap(([what, of]): Row[] => [
        { what, unit: "ms", values: of.map(({ wall }) => wall) },
        { what, unit: "ms of processor", values: of.map(({ processor }) => processor) },
        { what, unit: "MiB", values: of.map(({ memory }) => memory) },
      ]),
      targets: [
        {
          claim: `${LARGE} tables take at most 4.5 times as long as ${SMALL}`,
          unit: "x",
          bound: { atMost: 4.5 },
          measured: median(ratios(large, small)),
        },
        {
          claim: `${SMALL} tables take less than 400 MB`,
          unit: "MiB",
          bound: { atMost: 400e6 / 2 ** 20 },
          measured: median(small.map(({ memory }) => memory)),
        },
      ],
    };
  },
};

function coldCompile(tables: number): Side {
  const lake = emptyFolder(`scale/${tables}`);
  writeEventsLake(join(lake, "transforms"), tables);
  const cold = (run: number): string => `${lake}-${run}`;
  return {
    name: `sluice compile, cold, ${tables} tables`,
    prepare: (run) => cpSync(lake, cold(run), { recursive: true }),
    command: (run) => sluice(cold(run), "compile"),
  };
}
