import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import type { Deployment } from "../decide/deployment.ts";
import { trust } from "../decide/policy-document.ts";
import type { Catalog } from "./catalog.ts";
import { Role } from "./role.ts";

const OPTIMIZERS = ["compaction", "retention", "orphan_file_deletion"] as const;

/** Glue's own upkeep of Iceberg tables: small files made large, old snapshots and orphan files removed. */
export class Upkeep extends pulumi.ComponentResource {
  constructor(name: string, deployment: Deployment, catalog: Catalog, options?: pulumi.ComponentResourceOptions) {
    super("sluice:catalog:Upkeep", name, {}, options);
    const { upkeep, settings, names, place, tags } = deployment;
    if (upkeep !== undefined) {
      const role = new Role(
        name,
        {
          roleName: upkeep.role,
          description: "Glue's upkeep of the Iceberg tables.",
          trust: trust({ Service: ["glue.amazonaws.com"] }),
          rights: upkeep.rights,
          settings,
          tags,
        },
        { parent: this },
      );
      for (const table of upkeep.tables)
        for (const type of OPTIMIZERS)
          new aws.glue.CatalogTableOptimizer(
            `${table}-${type}`,
            {
              catalogId: place.account,
              databaseName: names.database,
              tableName: catalog.tables.get(table)?.name ?? table,
              type,
              configuration: { roleArn: role.arn, enabled: true },
            },
            { parent: this },
          );
    }
    this.registerOutputs({});
  }
}
