import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { type Benchmark, median, type Row } from "../benchmark.ts";
import { writeEventsLake } from "../lakes/events-lake.ts";
import { inTurns, measure, ratios, type Side } from "../measure.ts";
import { emptyFolder, sluice } from "../workplace.ts";

const ROOT = fileURLToPath(new URL("../..", import.meta.url));
const HALF = 150;
const LARGE = 300;
const STEDI = "STEDI";

/** How long `pulumi preview` of a new stack takes, and how that grows with the lake. */
export const preview: Benchmark = {
  summary: `pulumi preview of a new stack, of STEDI, ${HALF} and ${LARGE} tables, with the tests' provider`,
  run: async (options) => {
    const sides: Side[] = [side(STEDI, join(ROOT, "generated"))];
    for (const tables of [HALF, LARGE]) sides.push(side(`${tables} tables`, await lakeOf(tables)));
    const samples = await inTurns(sides, options);
    const [stedi = [], half = [], large = []] = sides.map(({ name }) => samples.get(name) ?? []);
    const seconds = (of: readonly { readonly wall: number }[]): number => median(of.map(({ wall }) => wall));
    return {
      rows: [...samples].flatMap(([what, of]): Row[] => [
        { what, unit: "ms", values: of.map(({ wall }) => wall) },
        { what, unit: "ms of processor", values: of.map(({ processor }) => processor) },
      ]),
      targets: [
        { claim: "STEDI", unit: "ms", bound: { atMost: 10_000 }, measured: seconds(stedi) },
        { claim: `${LARGE} tables`, unit: "ms", bound: { atMost: 90_000 }, measured: seconds(large) },
        {
          // What else the machine does falls on runs of a minute unevenly, on their clock but not on their processor time.
          claim: `${LARGE} tables against ${HALF}, processor: growth at most linear`,
          unit: "x",
          bound: { atMost: LARGE / HALF },
          measured: median(ratios(large, half, "processor")),
        },
      ],
    };
  },
};

const side = (name: string, generated: string): Side => ({
  name: `preview of ${name}`,
  command: () => ({ argv: [process.execPath, join(ROOT, "bench", "preview-stack.ts"), generated], cwd: ROOT }),
});

/** The generated files of a lake of so many tables. */
async function lakeOf(tables: number): Promise<string> {
  const folder = emptyFolder(`preview/${tables}`);
  writeEventsLake(join(folder, "transforms"), tables);
  await measure(sluice(folder, "compile"));
  return join(folder, "generated");
}
