import type { SourcePlan } from "./lake.ts";

/** How many times its size a gzip file may expand to, where the source does not say. JSON lines shrink to a fifth to a fiftieth. */
const GZIP_AT_MOST_TIMES = 200;

/** Megabytes of text that the bad records of a source may have, where it does not say. */
const QUARANTINE_AT_MOST_MB = 1_000;

/** How many times its size a gzip file of a source may expand to. */
export const gzipAtMostTimes = ({ gzip }: SourcePlan): number => gzip?.atMostTimes ?? GZIP_AT_MOST_TIMES;

/** Megabytes of text that the bad records of a source may have. */
export const quarantineAtMostMB = ({ quarantine }: SourcePlan): number => quarantine.atMostMB ?? QUARANTINE_AT_MOST_MB;
