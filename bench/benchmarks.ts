import type { Benchmark } from "./benchmark.ts";
import { catalog } from "./benchmarks/catalog.ts";
import { compile } from "./benchmarks/compile.ts";
import { lineage } from "./benchmarks/lineage.ts";
import { plan } from "./benchmarks/plan.ts";
import { preview } from "./benchmarks/preview.ts";
import { proofs } from "./benchmarks/proofs.ts";
import { scale } from "./benchmarks/scale.ts";
import { spark } from "./benchmarks/spark.ts";
import { sparkRuns } from "./benchmarks/spark-runs.ts";
import { watch } from "./benchmarks/watch.ts";

/** By the name that the command line takes. */
export const BENCHMARKS: Readonly<Record<string, Benchmark>> = {
  compile,
  scale,
  lineage,
  proofs,
  watch,
  plan,
  preview,
  spark,
  catalog,
  "spark-runs": sparkRuns,
};
