import { join } from "node:path";
import { type Benchmark, median, type Row } from "../benchmark.ts";
import { writeChainLake } from "../lakes/chain-lake.ts";
import { inTurns, measure } from "../measure.ts";
import { emptyFolder, runSluiceOnce, sluice } from "../workplace.ts";

const TABLES = 1000;
const FIRST = "explain a column of the source";
const LAST = `explain a column at the end of ${TABLES} tables`;

/** Both commands load the same lake; what the second takes longer is the lineage. */
export const lineage: Benchmark = {
  summary: `lineage of one column through ${TABLES} dependent tables, beyond what explain takes anyway`,
  run: async (options) => {
    await runSluiceOnce();
    const folder = emptyFolder("lineage");
    const last = writeChainLake(join(folder, "transforms"), TABLES);
    await measure(sluice(folder, "explain", `${last}.value`));
    const samples = await inTurns(
      [
        { name: FIRST, command: () => sluice(folder, "explain", "start.value") },
        { name: LAST, command: () => sluice(folder, "explain", `${last}.value`) },
      ],
      options,
    );
    const [first = [], end = []] = [samples.get(FIRST), samples.get(LAST)];
    const extra = end.map(({ processor }, i) => processor - (first[i]?.processor ?? Number.NaN));
    return {
      rows: [
        ...[...samples].flatMap(([what, of]): Row[] => [
          { what, unit: "ms", values: of.map(({ wall }) => wall) },
          { what, unit: "ms of processor", values: of.map(({ processor }) => processor) },
        ]),
        { what: "the lineage", unit: "ms of processor", values: extra },
      ],
      targets: [{ claim: "the lineage takes less than 50 ms", unit: "ms of processor", bound: { atMost: 50 }, measured: median(extra) }],
    };
  },
};
