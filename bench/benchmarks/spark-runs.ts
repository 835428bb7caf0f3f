import { rmSync } from "node:fs";
import { join } from "node:path";
import { type Benchmark, median, type Row } from "../benchmark.ts";
import { landingFolders, MANY } from "../lakes/stedi-copies.ts";
import { inTurns, ratios, type Sample, type Side } from "../measure.ts";
import { sluiceHere } from "../workplace.ts";

/** Whole runs, from landing files to a new lake: Spark in one session, a process for each job, and the embedded engine. */
export const sparkRuns: Benchmark = {
  summary: "`sluice run`: Spark in one session against five processes, and against DuckDB",
  run: async (options) => {
    const [once, many] = await landingFolders("spark-runs", options.say);
    const side = (name: string, landing: string, ...args: readonly string[]): Side => {
      const lake = join(landing, "../../lake");
      return {
        name,
        prepare: () => rmSync(lake, { recursive: true, force: true }),
        command: () => sluiceHere("run", "--landing", landing, "--lake", lake, ...args),
      };
    };
    const onSpark = (session: string): readonly string[] => ["--engine", "spark", "--session", session];
    const [small, one, five, large, oneLarge] = [
      side("DuckDB, 1x", once),
      side("Spark, one session, 1x", once, ...onSpark("one")),
      side("Spark, five processes, 1x", once, ...onSpark("each")),
      side(`DuckDB, ${MANY}x`, many),
      side(`Spark, one session, ${MANY}x`, many, ...onSpark("one")),
    ] as const;
    const samples = await inTurns([small, one, five, large, oneLarge], options);
    rmSync(join(once, "../.."), { recursive: true });
    const of = ({ name }: Side): readonly Sample[] => samples.get(name) ?? [];
    const ratioRow = (what: string, a: Side, b: Side): Row => ({ what, unit: "x", values: ratios(of(a), of(b)) });
    return {
      rows: [
        ...[...samples].map(([what, found]): Row => ({ what, unit: "ms", values: found.map(({ wall }) => wall) })),
        ratioRow("five processes against one session, 1x", five, one),
        ratioRow("Spark, one session, against DuckDB, 1x", one, small),
        ratioRow(`Spark, one session, against DuckDB, ${MANY}x`, oneLarge, large),
      ],
      targets: [
        {
          claim: `Spark, one session, ${MANY}x against 1x`,
          unit: "x",
          bound: { atMost: MANY },
          measured: median(ratios(of(oneLarge), of(one))),
        },
        { claim: `DuckDB, ${MANY}x against 1x`, unit: "x", bound: { atMost: MANY }, measured: median(ratios(of(large), of(small))) },
      ],
    };
  },
};
