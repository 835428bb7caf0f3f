import type { Place } from "./names.ts";

/** Versions of a table that its job keeps for a rollback; see `dsl/runtime`. */
const KEPT_VERSIONS = 3;

/** The snapshots that a version may have: its own, and the one that compaction makes of it. */
const SNAPSHOTS_OF_A_VERSION = 2;

/** Files of a partition from which on it is compacted, deletes of a file likewise, days that orphan files stay, hours between runs: AWS's own. */
const AWS_DEFAULTS = { minInputFiles: 100, deleteFileThreshold: 1, orphanFileRetentionPeriodInDays: 3, runRateInHours: 24 } as const;

/**
 * What Glue's three optimizers of a table are told. Each is told everything: what is left out AWS fills in, a refresh brings it into the
 * state, and the next `up` sends less than Glue takes (terraform-provider-aws, pull requests 43868 and 44207). A snapshot is kept while it is one of
 * the last and young enough, both (https://docs.aws.amazon.com/glue/latest/dg/optimizer-notes.html), so the days are those of all old versions.
 */
export const optimizersOf = (location: string, oldVersionDays: number) => ({
  compaction: {
    compactionConfiguration: {
      icebergConfiguration: {
        strategy: "binpack",
        minInputFiles: AWS_DEFAULTS.minInputFiles,
        deleteFileThreshold: AWS_DEFAULTS.deleteFileThreshold,
      },
    },
  },
  retention: {
    retentionConfiguration: {
      icebergConfiguration: {
        snapshotRetentionPeriodInDays: oldVersionDays,
        numberOfSnapshotsToRetain: KEPT_VERSIONS * SNAPSHOTS_OF_A_VERSION,
        cleanExpiredFiles: true,
        runRateInHours: AWS_DEFAULTS.runRateInHours,
      },
    },
  },
  orphan_file_deletion: {
    orphanFileDeletionConfiguration: {
      icebergConfiguration: {
        orphanFileRetentionPeriodInDays: AWS_DEFAULTS.orphanFileRetentionPeriodInDays,
        location,
        runRateInHours: AWS_DEFAULTS.runRateInHours,
      },
    },
  },
});

/** Where AWS says that it has the optimizers (https://docs.aws.amazon.com/glue/latest/dg/regions-optimizers.html). */
const REGIONS: readonly string[] = [
  "ap-northeast-1",
  "ap-northeast-2",
  "ap-south-1",
  "ap-southeast-1",
  "ap-southeast-2",
  "ap-southeast-3",
  "ca-central-1",
  "eu-central-1",
  "eu-north-1",
  "eu-west-1",
  "eu-west-2",
  "sa-east-1",
  "us-east-1",
  "us-east-2",
  "us-west-2",
];

/** Whether a partition has the optimizers at all: none of its regions is named outside of `aws`. */
export const hasOptimizers = ({ partition }: Place): boolean => partition === "aws";

/** What to tell whoever sets `sluice:upkeep` where AWS does not say that it has the optimizers, each a line. */
export const upkeepWarnings = (upkeep: boolean, place: Place): readonly string[] => {
  if (!upkeep) return [];
  if (!hasOptimizers(place)) return [`Glue has no table optimizers in ${place.region}: sluice:upkeep does nothing`];
  return REGIONS.includes(place.region)
    ? []
    : [`AWS does not say that Glue has table optimizers in ${place.region}: if up fails with them, set sluice:upkeep to false`];
};
