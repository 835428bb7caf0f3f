/** A version of Glue that a stack may run. */
export type GlueVersion = keyof typeof PRICES;

/** USD for a DPU-hour of a Spark job in most regions (https://aws.amazon.com/glue/pricing/). */
export const PRICES = { "6.0": 0.308, "5.1": 0.44 } as const;

/** Seconds that a run is billed at least (https://aws.amazon.com/glue/pricing/). */
export const LEAST_SECONDS = 60;

/** DPU of a worker (https://docs.aws.amazon.com/glue/latest/dg/worker-types.html). */
const DPU_OF_WORKER: Readonly<Record<string, number>> = { "G.1X": 1, "G.2X": 2, "G.4X": 4, "G.8X": 8, "G.12X": 12, "G.16X": 16 };

/** The DPU that a job has. Throws for a worker type that there is not. */
export function dpuOf(workerType: string, workers: number): number {
  const each = DPU_OF_WORKER[workerType];
  if (each === undefined) throw new Error(`no worker type ${workerType}`);
  return each * workers;
}

/** USD for one run of a job. */
export const costOf = (seconds: number, dpu: number, glue: GlueVersion): number =>
  (Math.max(seconds, LEAST_SECONDS) / 3600) * dpu * PRICES[glue];
