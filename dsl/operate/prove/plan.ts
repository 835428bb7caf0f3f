import * as z from "zod";

/** A job as it is billed. */
export interface PlannedJob {
  readonly name: string;
  readonly workerType: string;
  readonly workers: number;
  readonly timeoutMinutes: number;
}

/** What a stack would be made of, as `pulumi preview` says it, with the names that it would have in its account. */
export interface Planned {
  readonly account: string;
  readonly resources: number;
  readonly buckets: readonly string[];
  readonly database: string;
  readonly workflow: string;
  readonly jobs: readonly PlannedJob[];
  readonly alarms: number;
  readonly filters: number;
  /** Bytes that one query of Athena may scan. */
  readonly scanLimit: number;
}

const previewSchema = z.object({
  steps: z.array(
    z.object({
      op: z.string(),
      newState: z.object({ type: z.string(), inputs: z.record(z.string(), z.unknown()).default({}) }).optional(),
    }),
  ),
});

const INPUTS = {
  bucket: z.object({ bucket: z.string() }),
  database: z.object({ name: z.string(), catalogId: z.string().regex(/^\d{12}$/) }),
  workflow: z.object({ name: z.string() }),
  job: z.object({ name: z.string(), workerType: z.string(), numberOfWorkers: z.int(), timeout: z.int() }),
  workgroup: z.object({ configuration: z.object({ bytesScannedCutoffPerQuery: z.int() }) }),
};

/** Reads what `pulumi preview --json` prints of a stack that is not there yet. Throws where that is no such preview. */
export function plannedIn(preview: string): Planned {
  const { steps } = previewSchema.parse(JSON.parse(preview));
  const ofType = (type: string): readonly Readonly<Record<string, unknown>>[] =>
    steps.flatMap(({ newState }) => (newState?.type === type ? [newState.inputs] : []));
  const [database] = ofType("aws:glue/catalogDatabase:CatalogDatabase").map((inputs) => INPUTS.database.parse(inputs));
  const [workflow] = ofType("aws:glue/workflow:Workflow").map((inputs) => INPUTS.workflow.parse(inputs));
  if (database === undefined || workflow === undefined) throw new Error("the preview has no database or no workflow");
  const limits = ofType("aws:athena/workgroup:Workgroup").map(
    (inputs) => INPUTS.workgroup.parse(inputs).configuration.bytesScannedCutoffPerQuery,
  );
  return {
    account: database.catalogId,
    resources: steps.filter(({ op }) => op === "create").length,
    buckets: ofType("aws:s3/bucket:Bucket").map((inputs) => INPUTS.bucket.parse(inputs).bucket),
    database: database.name,
    workflow: workflow.name,
    jobs: ofType("aws:glue/job:Job").map((inputs) => {
      const { name, workerType, numberOfWorkers, timeout } = INPUTS.job.parse(inputs);
      return { name, workerType, workers: numberOfWorkers, timeoutMinutes: timeout };
    }),
    alarms: ofType("aws:cloudwatch/metricAlarm:MetricAlarm").length,
    filters: ofType("aws:cloudwatch/logMetricFilter:LogMetricFilter").length,
    scanLimit: Math.max(0, ...limits),
  };
}
