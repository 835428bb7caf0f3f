import { type Handler, text } from "./handler.ts";
import type { Properties } from "./property-values.ts";

/** Of a type of optimizer: the block that it takes, and what AWS answers for what was not sent. */
interface OptimizerType {
  readonly block: string;
  readonly defaults: Properties;
}

/** As terraform-provider-aws (internal/service/glue/catalog_table_optimizer.go, pull requests 43868 and 44207) and AWS's API have them. */
const TYPES: Readonly<Record<string, OptimizerType>> = {
  compaction: { block: "compactionConfiguration", defaults: { strategy: "binpack", minInputFiles: 100, deleteFileThreshold: 1 } },
  retention: {
    block: "retentionConfiguration",
    defaults: { snapshotRetentionPeriodInDays: 5, numberOfSnapshotsToRetain: 1, cleanExpiredFiles: false, runRateInHours: 24 },
  },
  orphan_file_deletion: {
    block: "orphanFileDeletionConfiguration",
    defaults: { orphanFileRetentionPeriodInDays: 3, location: "s3://where-the-table-is", runRateInHours: 24 },
  },
};

const typeOf = (inputs: Properties): OptimizerType => {
  const type = TYPES[text(inputs, "type")];
  if (type === undefined) throw new Error(`there is no table optimizer ${text(inputs, "type")}`);
  return type;
};

const sentOf = (inputs: Properties): Properties => {
  const block = (inputs["configuration"] as Properties)[typeOf(inputs).block] as { icebergConfiguration?: Properties } | undefined;
  return block?.icebergConfiguration ?? {};
};

/** The optimizer as AWS tells of it: with what was not sent. */
const held = (inputs: Properties): Properties => {
  const { block, defaults } = typeOf(inputs);
  return {
    ...inputs,
    configuration: { ...(inputs["configuration"] as Properties), [block]: { icebergConfiguration: { ...defaults, ...sentOf(inputs) } } },
  };
};

/** Glue's table optimizers, which the emulator does not have: state in memory, with what AWS adds and refuses. */
export const optimizerHandlers = (): Readonly<Record<string, Handler>> => ({
  "aws:glue/catalogTableOptimizer:CatalogTableOptimizer": {
    inputs: ["catalogId", "databaseName", "tableName", "type", "configuration"],
    replaces: ["catalogId", "databaseName", "tableName", "type"],
    refuses: (inputs) => {
      const blocks = Object.values(TYPES).map(({ block }) => block);
      const { block } = typeOf(inputs);
      const given = Object.keys(inputs["configuration"] as Properties);
      return given
        .filter((key) => blocks.includes(key) && key !== block)
        .map((key) => ["configuration", `an optimizer of type ${text(inputs, "type")} takes no ${key}`] as const);
    },
    create: async (inputs) => ({ id: `${text(inputs, "tableName")},${text(inputs, "type")}`, outputs: inputs }),
    read: async (_, state) => held(state),
    update: async (_, __, inputs) => {
      const missing = Object.keys(typeOf(inputs).defaults).filter((key) => !(key in sentOf(inputs)));
      if (missing.length > 0)
        throw new Error(`UpdateTableOptimizer of ${text(inputs, "tableName")}: ValidationException: ${missing.join(", ")} is not set`);
      return inputs;
    },
    remove: async () => {},
  },
});
