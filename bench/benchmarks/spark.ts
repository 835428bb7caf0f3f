import { rmSync } from "node:fs";
import { join } from "node:path";
import { setUpSpark } from "../../dsl/run/spark/install.mjs";
import { runPython } from "../../dsl/run/spark/jobs.ts";
import { type Benchmark, median, type Row } from "../benchmark.ts";
import { landingFolders, MANY } from "../lakes/stedi-copies.ts";
import { emptyFolder, ROOT } from "../workplace.ts";

/** Each function is timed at least so often. */
const LEAST = 9;

/** What `pure.py` says of one landing folder: milliseconds of each run. */
interface Pure {
  readonly generated: Readonly<Record<string, readonly number[]>>;
  readonly byHand: Readonly<Record<string, readonly number[]>>;
  readonly lake: readonly number[];
}

/** The generated functions against PySpark written by hand, in one JVM, and what the plumbing adds; at 1 and 20 times the readings. */
export const spark: Benchmark = {
  summary: `the generated PySpark against PySpark by hand, in one JVM; ${MANY} times the readings against once`,
  run: async ({ runs, say }) => {
    const landings = await landingFolders("spark", say);
    const scratch = emptyFolder("spark/scratch");
    const times = Math.max(runs, LEAST);
    say(`timing the functions, ${times} times each, in one JVM`);
    const args = [join(ROOT, "bench/spark/pure.py"), ...landings, "--runs", String(times)];
    const places = { generated: join(ROOT, "generated"), landing: undefined, lake: scratch };
    const lines = await runPython(places, args, { spark: setUpSpark(), conf: { "spark.driver.memory": "2g" } });
    const [once, many] = lines.map((line) => JSON.parse(line)) as [Pure, Pure];
    rmSync(join(scratch, ".."), { recursive: true });
    return {
      rows: [...rowsOf("1x", once), ...rowsOf(`${MANY}x`, many)],
      targets: [
        { claim: "generated functions against those by hand, 1x", unit: "x", bound: { atMost: 1.15 }, measured: againstHand(once) },
        { claim: `the same, ${MANY}x`, unit: "x", bound: { atMost: 1.15 }, measured: againstHand(many) },
        {
          claim: `functions, ${MANY}x against 1x`,
          unit: "x",
          bound: { atMost: MANY },
          measured: median(totals(many.generated)) / median(totals(once.generated)),
        },
        {
          claim: `with the plumbing, ${MANY}x against 1x`,
          unit: "x",
          bound: { atMost: MANY },
          measured: median(many.lake) / median(once.lake),
        },
      ],
    };
  },
};

/** The time of all tables together, run by run. */
const totals = (times: Pure["generated"]): readonly number[] => {
  const tables = Object.values(times);
  return (tables[0] ?? []).map((_, run) => tables.reduce((sum, of) => sum + (of[run] ?? Number.NaN), 0));
};

const againstHand = ({ generated, byHand }: Pure): number => median(quotients(totals(generated), totals(byHand)));

const quotients = (of: readonly number[], to: readonly number[]): readonly number[] => of.map((value, i) => value / (to[i] ?? Number.NaN));

function rowsOf(size: string, { generated, byHand, lake }: Pure): readonly Row[] {
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
