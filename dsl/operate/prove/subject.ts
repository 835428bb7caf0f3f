/** What a proof is made with: the sample, a change of a transform, the queries. */

/** Of `sluice sample`: small, and with all defects. */
export const SAMPLE = { customers: 60, seed: 1 } as const;

/** A new column, as an author adds one. */
export const CHANGE = {
  /** Below the folder of the transforms. */
  file: "trusted/accelerometer-trusted.ts",
  before: "  }),\n});",
  after: "  }).derive((reading) => ({ strength: reading.x.abs() })),\n});",
  table: "accelerometer_trusted",
  column: "strength",
  /** The rows in which the column is what it is derived from. */
  right: 'SELECT count(*) AS "rows" FROM accelerometer_trusted WHERE strength = abs(x)',
} as const;

export const JOIN = {
  name: "step_trainer_trusted with customers_curated",
  sql: 'SELECT count(*) AS "rows" FROM step_trainer_trusted s JOIN customers_curated c ON s.serialnumber = c.serialnumber',
} as const;

/** The named query that counts the rows of every table. */
export const COUNTS = "row_counts";

/** The stack's settings: as dev's, with limits that bound the cost. */
export const SETTINGS = {
  "sluice:jobs": "each",
  "sluice:timeoutMinutes": "10",
  "sluice:queryScanLimitGB": "1",
  "sluice:oldVersionDays": "1",
  "sluice:logDays": "1",
} as const;

/** How often the workflow runs, and how many queries Athena is asked. */
export const USES = { runs: 2, queries: 5 } as const;
