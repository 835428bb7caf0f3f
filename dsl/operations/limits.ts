/** How many times its size a gzip file may expand to, where the source does not say. JSON lines shrink to a fifth to a fiftieth. */
export const GZIP_AT_MOST_TIMES = 200;

/** Megabytes of text that the bad records of a source may have, where it does not say. */
export const QUARANTINE_AT_MOST_MB = 1_000;
