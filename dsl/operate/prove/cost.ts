import type { Planned } from "./plan.ts";

/** A price of AWS in us-east-1, in USD for each unit. */
interface Price {
  readonly usd: number;
  readonly unit: string;
  readonly source: string;
}

/** When the prices were noted. Other regions have others. */
export const PRICES_OF = "us-east-1, May 2026";

export const PRICES = {
  /** The highest of Glue's versions: 6.0 costs less. */
  dpuHour: { usd: 0.44, unit: "DPU-hour", source: "https://aws.amazon.com/glue/pricing/" },
  scannedTerabyte: { usd: 5, unit: "TB scanned", source: "https://aws.amazon.com/athena/pricing/" },
  writes: { usd: 0.005, unit: "1,000 requests that write or list", source: "https://aws.amazon.com/s3/pricing/" },
  alarmMonth: { usd: 0.1, unit: "alarm and month", source: "https://aws.amazon.com/cloudwatch/pricing/" },
  metricMonth: { usd: 0.3, unit: "metric and month", source: "https://aws.amazon.com/cloudwatch/pricing/" },
  logGigabyte: { usd: 0.5, unit: "GB of logs", source: "https://aws.amazon.com/cloudwatch/pricing/" },
} as const satisfies Readonly<Record<string, Price>>;

/** DPU of a worker (https://docs.aws.amazon.com/glue/latest/dg/worker-types.html). */
const DPU: Readonly<Record<string, number>> = { "G.1X": 1, "G.2X": 2, "G.4X": 4, "G.8X": 8, "G.12X": 12, "G.16X": 16 };

/** Glue bills at least one minute of a job. */
const LEAST_MINUTES = 1;
/** What Athena bills of a query at least, in bytes. */
const LEAST_SCANNED = 10_000_000;
const TERABYTE = 1_000_000_000_000;
/** Requests to S3 that a run of one job is taken to make, on the small sample; nobody has counted them on AWS. */
const REQUESTS_A_JOB = 2_000;
/** Gigabytes of logs that a run of one job is taken to write. */
const LOG_A_JOB = 0.02;

/** A part of the cost, in USD. */
export interface CostLine {
  readonly what: string;
  readonly least: number;
  readonly most: number;
  readonly source: string;
}

export interface Cost {
  readonly lines: readonly CostLine[];
  readonly least: number;
  readonly most: number;
}

/** What a proof costs: at least what AWS bills of work that takes no time, at most what the stack's own limits allow. */
export function costOf(planned: Planned, { runs, queries }: { readonly runs: number; readonly queries: number }): Cost {
  const dpus = planned.jobs.map(({ name, workerType, workers, timeoutMinutes }) => {
    const dpu = DPU[workerType];
    if (dpu === undefined) throw new Error(`nobody knows what ${name} costs: it has workers of the type ${workerType}`);
    return { dpu: dpu * workers, timeoutMinutes };
  });
  const dpuMinute = PRICES.dpuHour.usd / 60;
  const jobRuns = planned.jobs.length * runs;
  const sum = (minutesOf: (timeout: number) => number): number =>
    runs * dpus.reduce((total, { dpu, timeoutMinutes }) => total + dpu * minutesOf(timeoutMinutes) * dpuMinute, 0);
  const scanned = (bytes: number): number => (queries * bytes * PRICES.scannedTerabyte.usd) / TERABYTE;
  const lines = [
    {
      what: `Glue: ${planned.jobs.length} jobs, ${runs} times, from the minute that is billed at least to their timeout`,
      least: sum(() => LEAST_MINUTES),
      most: sum((timeout) => timeout),
      source: PRICES.dpuHour.source,
    },
    {
      what: `Athena: ${queries} queries, from 10 MB to what their workgroup lets them scan`,
      least: scanned(LEAST_SCANNED),
      most: scanned(Math.max(planned.scanLimit, LEAST_SCANNED)),
      source: PRICES.scannedTerabyte.source,
    },
    {
      what: `S3: taken as ${REQUESTS_A_JOB.toLocaleString("en-US")} requests a job`,
      least: 0,
      most: ((jobRuns * REQUESTS_A_JOB) / 1000) * PRICES.writes.usd,
      source: PRICES.writes.source,
    },
    {
      what: `CloudWatch: ${planned.alarms} alarms and ${planned.filters} metrics, as if for a whole month; logs`,
      least: 0,
      most:
        planned.alarms * PRICES.alarmMonth.usd + planned.filters * PRICES.metricMonth.usd + jobRuns * LOG_A_JOB * PRICES.logGigabyte.usd,
      source: PRICES.alarmMonth.source,
    },
  ];
  const total = (of: "least" | "most"): number => lines.reduce((all, line) => all + line[of], 0);
  return { lines, least: total("least"), most: total("most") };
}

/** In USD with two decimals, rounded up: nobody is told less than it costs. */
export const usd = (amount: number): string => `${(Math.ceil(amount * 100 - 1e-9) / 100).toFixed(2)} USD`;
