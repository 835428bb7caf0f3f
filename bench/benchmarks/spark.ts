import { existsSync, rmSync } from "node:fs";
import { join, resolve } from "node:path";
import { setUpSpark } from "../../dsl/run/spark/install.mjs";
import { runPython } from "../../dsl/run/spark/jobs.ts";
import { writeSample } from "../../dsl/sample/write.ts";
import { type Benchmark, median, type Options, type Row } from "../benchmark.ts";
import { writeStediCopies } from "../lakes/stedi-copies.ts";
import { inTurns, ratios, type Sample, type Side } from "../measure.ts";
import { emptyFolder, ROOT, sluiceHere } from "../workplace.ts";

const MANY = 20;
/** Each function is timed at least so often. */
const LEAST = 9;
const GENERATED = join(ROOT, "generated");
/** Where the real data is, which is not part of the project; sample data without. */
const REAL = resolve(process.env.SLUICE_STEDI ?? join(ROOT, "../shared/stedi"));

/** What `pure.py` says of one landing folder: milliseconds of each run. */
interface Pure {
  readonly generated: Readonly<Record<string, readonly number[]>>;
  readonly byHand: Readonly<Record<string, readonly number[]>>;
  readonly lake: readonly number[];
}

/** The generated scripts on Spark, against PySpark written by hand, as processes, and against DuckDB; at 1 and 20 times the readings. */
export const spark: Benchmark = {
  summary: `the generated PySpark against PySpark by hand, and runs on Spark and DuckDB; ${MANY} times the readings against once`,
  run: async (options) => {
    const [once, many] = await landingFolders(options.say);
    const [pureOnce, pureMany] = await pureTimes([once, many], options);
    const runs = await lakeRuns(once, many, options);
    rmSync(join(once, "../.."), { recursive: true });
    const of = (side: string): readonly Sample[] => runs.get(side) ?? [];
    const [growth, growthOfRuns] = [
      median(totals(pureMany.generated)) / median(totals(pureOnce.generated)),
      median(ratios(of(`Spark, one session, ${MANY}x`), of("Spark, one session, 1x"))),
    ];
    return {
      rows: [
        ...pureRows("1x", pureOnce),
        ...pureRows(`${MANY}x`, pureMany),
        ...[...runs].map(([what, samples]): Row => ({ what: `sluice run: ${what}`, unit: "ms", values: samples.map(({ wall }) => wall) })),
        ratioRow("five processes against one session, 1x", of("Spark, five processes, 1x"), of("Spark, one session, 1x")),
        ratioRow("Spark, one session, against DuckDB, 1x", of("Spark, one session, 1x"), of("DuckDB, 1x")),
        ratioRow(`Spark, one session, against DuckDB, ${MANY}x`, of(`Spark, one session, ${MANY}x`), of(`DuckDB, ${MANY}x`)),
      ],
      targets: [
        { claim: "generated functions against those by hand, 1x", unit: "x", bound: { atMost: 1.15 }, measured: againstHand(pureOnce) },
        { claim: `the same, ${MANY}x`, unit: "x", bound: { atMost: 1.15 }, measured: againstHand(pureMany) },
        { claim: `functions, ${MANY}x against 1x`, unit: "x", bound: { atMost: MANY }, measured: growth },
        { claim: `a run in one session, ${MANY}x against 1x`, unit: "x", bound: { atMost: MANY }, measured: growthOfRuns },
      ],
    };
  },
};

async function landingFolders(say: Options["say"]): Promise<readonly [string, string]> {
  const folder = emptyFolder("spark/landing");
  const real = existsSync(REAL) ? REAL : join(folder, "sample");
  if (real !== REAL) await writeSample(real, { customers: 1000, seed: 1 });
  say(`the landing files are those of ${real === REAL ? REAL : "sluice sample, since SLUICE_STEDI names none"}, once and ${MANY} times`);
  const folders = [1, MANY].map((copies) => {
    writeStediCopies(real, join(folder, `${copies}x`), copies);
    return join(folder, `${copies}x`);
  });
  return folders as [string, string];
}

async function pureTimes(landings: readonly string[], { runs, say }: Options): Promise<readonly [Pure, Pure]> {
  const scratch = emptyFolder("spark/scratch");
  say(`timing the functions, ${Math.max(runs, LEAST)} times each, in one JVM`);
  const here = join(ROOT, "bench/spark");
  const args = [join(here, "pure.py"), ...landings, "--runs", String(Math.max(runs, LEAST))];
  const lines = await runPython({ generated: GENERATED, landing: undefined, lake: scratch }, args, {
    spark: setUpSpark(),
    conf: { "spark.driver.memory": "2g" },
  });
  rmSync(scratch, { recursive: true });
  return lines.map((line) => JSON.parse(line) as Pure) as [Pure, Pure];
}

function lakeRuns(once: string, many: string, options: Options): Promise<ReadonlyMap<string, readonly Sample[]>> {
  const side = (name: string, landing: string, ...args: readonly string[]): Side => {
    const lake = join(landing, "../lake");
    return {
      name,
      prepare: () => rmSync(lake, { recursive: true, force: true }),
      command: () => sluiceHere("run", "--landing", landing, "--lake", lake, ...args),
    };
  };
  const onSpark = (session: string): readonly string[] => ["--engine", "spark", "--session", session];
  return inTurns(
    [
      side("DuckDB, 1x", once),
      side("Spark, one session, 1x", once, ...onSpark("one")),
      side("Spark, five processes, 1x", once, ...onSpark("each")),
      side(`DuckDB, ${MANY}x`, many),
      side(`Spark, one session, ${MANY}x`, many, ...onSpark("one")),
    ],
    options,
  );
}

/** The time of all tables together, run by run. */
const totals = (times: Pure["generated"]): readonly number[] => {
  const tables = Object.values(times);
  return (tables[0] ?? []).map((_, run) => tables.reduce((sum, of) => sum + (of[run] ?? Number.NaN), 0));
};

const againstHand = ({ generated, byHand }: Pure): number => median(quotients(totals(generated), totals(byHand)));

const quotients = (of: readonly number[], to: readonly number[]): readonly number[] => of.map((value, i) => value / (to[i] ?? Number.NaN));

function pureRows(size: string, { generated, byHand, lake }: Pure): readonly Row[] {
  return [
    { what: `functions, generated, ${size}`, unit: "ms", values: totals(generated) },
    { what: `functions, by hand, ${size}`, unit: "ms", values: totals(byHand) },
    ...Object.keys(generated).map((table): Row => {
      const values = quotients(generated[table] ?? [], byHand[table] ?? []);
      return { what: `${table}, generated against by hand, ${size}`, unit: "x", values };
    }),
    { what: `with the plumbing (landing files, checks, commits), same JVM, ${size}`, unit: "ms", values: lake },
  ];
}

const ratioRow = (what: string, of: readonly Sample[], to: readonly Sample[]): Row => ({ what, unit: "x", values: ratios(of, to) });
