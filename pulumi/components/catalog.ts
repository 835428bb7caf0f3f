import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import type { CatalogTablePlan, Deployment } from "../decide/deployment.ts";

/**
 * All properties of a table that a job commits. Glue's UpdateTable replaces the whole table, so an update from here would
 * put back an old location; Pulumi therefore creates such a table once and sends nothing afterwards: the next run of the job
 * commits new columns, description and location together.
 */
const OF_THE_JOB = ["description", "openTableFormatInput", "parameters", "partitionKeys", "storageDescriptor", "tableType"];

/** The Glue database and its tables. */
export class Catalog extends pulumi.ComponentResource {
  readonly tables: ReadonlyMap<string, aws.glue.CatalogTable>;

  constructor(name: string, { names, settings, place, tables, tags }: Deployment, options?: pulumi.ComponentResourceOptions) {
    super("sluice:catalog:Catalog", name, {}, options);
    const { protect } = settings;
    const database = new aws.glue.CatalogDatabase(
      name,
      { name: names.database, catalogId: place.account, description: "The tables of the lake.", tags },
      { parent: this, protect, retainOnDelete: protect },
    );
    this.tables = new Map(tables.map((plan) => [plan.table.name, this.#table(plan, database, place.account)]));
    this.registerOutputs({});
  }

  #table({ table, input }: CatalogTablePlan, database: aws.glue.CatalogDatabase, catalogId: string): aws.glue.CatalogTable {
    const columns = (list: typeof input.PartitionKeys) =>
      list.map(({ Name, Type, Comment }) => ({ name: Name, type: Type, ...(Comment === undefined ? {} : { comment: Comment }) }));
    const { Columns, Location, InputFormat, OutputFormat, SerdeInfo } = input.StorageDescriptor;
    const ofTheJob = table.kind === "table";
    return new aws.glue.CatalogTable(
      table.name,
      {
        name: input.Name,
        databaseName: database.name,
        catalogId,
        ...(input.Description === undefined ? {} : { description: input.Description }),
        tableType: input.TableType,
        ...(table.format === "iceberg"
          ? { openTableFormatInput: { icebergInput: { metadataOperation: "CREATE", version: "2" } } }
          : { parameters: input.Parameters, partitionKeys: columns(input.PartitionKeys) }),
        storageDescriptor: {
          columns: columns(Columns),
          location: Location,
          ...(InputFormat === undefined ? {} : { inputFormat: InputFormat }),
          ...(OutputFormat === undefined ? {} : { outputFormat: OutputFormat }),
          ...(SerdeInfo === undefined
            ? {}
            : { serDeInfo: { serializationLibrary: SerdeInfo.SerializationLibrary, parameters: SerdeInfo.Parameters } }),
        },
      },
      { parent: this, ...(ofTheJob ? { ignoreChanges: OF_THE_JOB } : {}), deleteBeforeReplace: true },
    );
  }
}
