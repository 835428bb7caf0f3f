import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import type { Deployment } from "../decide/deployment.ts";
import { trustGlue } from "../decide/policy-document.ts";
import { optimizersOf } from "../decide/upkeep.ts";
import type { Catalog } from "./catalog.ts";
import { Role } from "./role.ts";

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
          trust: trustGlue(place.account),
          rights: upkeep.rights,
          settings,
          tags,
        },
        { parent: this },
      );
      for (const { name: table, location } of upkeep.tables)
        for (const [type, set] of Object.entries(optimizersOf(location, settings.oldVersionDays)))
          new aws.glue.CatalogTableOptimizer(
            `${table}-${type}`,
            {
              catalogId: place.account,
              databaseName: names.database,
              tableName: catalog.tables.get(table)?.name ?? table,
              type,
              configuration: { roleArn: role.arn, enabled: true, ...set },
            },
            { parent: this },
          );
    }
    this.registerOutputs({});
  }
}
