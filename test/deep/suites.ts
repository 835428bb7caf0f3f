/** The random tests with their full numbers, in parts that can be run one by one. */
export interface Suite {
  readonly name: string;
  readonly file: string;
  /** The tests of the file with this in their name; without, all. */
  readonly test?: string;
  readonly batches: readonly Batch[];
  /** Runs the generated jobs: skipped, and told, where Spark is not set up. */
  readonly needsSpark?: boolean;
}

export interface Batch {
  readonly seed: number;
  readonly cases: number;
}

const consecutive = (seed: number, cases: number, size: number): readonly Batch[] =>
  Array.from({ length: Math.ceil(cases / size) }, (_, i) => ({ seed: seed + i * size, cases: Math.min(size, cases - i * size) }));

export const SUITES: readonly Suite[] = [
  {
    name: "proofs: nothing proven is false",
    file: "test/proofs/oracle.test.ts",
    test: "nothing that is proven",
    batches: consecutive(1_000_000, 50_000, 1000),
  },
  {
    name: "proofs: nothing proven of wide lakes is false",
    file: "test/proofs/oracle.test.ts",
    test: "nor of",
    batches: consecutive(1_000_000, 50_000, 5000),
  },
  { name: "proofs: wrong rules", file: "test/proofs/oracle.test.ts", test: "a wrong rule is noticed", batches: consecutive(1, 1, 1) },
  { name: "proofs: the model's verdicts", file: "test/proofs/model.slow.test.ts", batches: consecutive(1, 5000, 1000) },
  { name: "proofs: false alarms", file: "test/proofs/false-alarms.slow.test.ts", batches: consecutive(0, 500, 500) },
  { name: "STEDI: the truth", file: "test/stedi/truth.slow.test.ts", batches: consecutive(100, 100, 20) },
  { name: "rewrites keep the rows", file: "test/random/rewrites.slow.test.ts", batches: consecutive(1, 5000, 500) },
  { name: "DuckDB's optimizer", file: "test/random/optimizer.slow.test.ts", batches: consecutive(1, 20_000, 1000) },
  { name: "plans of random lakes, by every reader", file: "test/contract/readers.slow.test.ts", batches: consecutive(1, 2000, 200) },
  { name: "files of random plans", file: "test/random/files.test.ts", batches: consecutive(1, 5000, 500) },
  { name: "hostile texts", file: "test/hostile/meaning.slow.test.ts", batches: consecutive(1, 10_000, 1000) },
  {
    name: "hostile texts in Athena's SQL",
    file: "test/spark/hostile-ddl.test.ts",
    batches: consecutive(1, 10_000, 1000),
    needsSpark: true,
  },
  { name: "import of hostile names", file: "test/import/hostile.slow.test.ts", batches: consecutive(1, 5000, 5000) },
  { name: "printed Python", file: "test/backends/pyspark/python-random.slow.test.ts", batches: consecutive(1, 200, 200) },
  { name: "jobs of random plans", file: "test/backends/pyspark/job.test.ts", batches: consecutive(1, 500, 500) },
  { name: "watch after random edits", file: "test/watch/random-edits.slow.test.ts", batches: consecutive(1, 200, 50) },
  { name: "plans of any two lakes", file: "test/change/scenarios.test.ts", batches: [{ seed: 1, cases: 5000 }] },
  { name: "Markdown of hostile changes", file: "test/change/markdown.test.ts", batches: [{ seed: 1, cases: 1000 }] },
  { name: "little memory: 100 times STEDI", file: "test/cli/little-memory.slow.test.ts", batches: consecutive(1, 100, 100) },
  { name: "lines of 200 MB", file: "test/backends/duckdb/long-line-memory.slow.test.ts", batches: consecutive(1, 4, 4) },
  { name: "killed runs", file: "test/run/kill.slow.test.ts", batches: consecutive(1, 200, 200) },
  { name: "faults at every system call", file: "test/faults/sweep.slow.test.ts", batches: consecutive(1, 4000, 250) },
  { name: "Spark: random plans", file: "test/spark/random-plans.test.ts", batches: consecutive(1, 2000, 200), needsSpark: true },
  { name: "Spark: many joins, filters and arms", file: "test/spark/many-steps.test.ts", batches: consecutive(1, 1, 1), needsSpark: true },
  { name: "types of random jobs", file: "test/spark/job-types.test.ts", batches: consecutive(1, 2000, 2000), needsSpark: true },
  { name: "Spark: the real data, twice", file: "test/spark/stedi.test.ts", batches: consecutive(1, 1, 1), needsSpark: true },
  {
    name: "Spark: the reading rule",
    file: "test/spark/reading-rule.test.ts",
    batches: consecutive(1, 200_000, 200_000),
    needsSpark: true,
  },
];
