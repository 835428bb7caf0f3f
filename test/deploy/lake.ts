import { join } from "node:path";
import { type Deployment, deploymentOf } from "../../pulumi/decide/deployment.ts";
import { type Generated, readGenerated, zonesOf } from "../../pulumi/generated.ts";
import { readSettings } from "../../pulumi/settings.ts";

export const GENERATED = join(import.meta.dirname, "..", "..", "generated");
export const PLACE = { partition: "aws", account: "123456789012", region: "eu-central-1" } as const;

/** The STEDI lake of this repository, as a stack with these settings. */
export function stediStack(configuration: Readonly<Record<string, string>> = {}, stack = "dev"): Deployment {
  const generated = readGenerated(GENERATED);
  return deploymentOf(generated, readSettings(configuration, zonesOf(generated)), stack, PLACE);
}

/** STEDI with so many tables more, each of which waits for another table of STEDI's. */
export function lakeWith(count: number): Generated {
  const generated = readGenerated(GENERATED);
  const model = generated.tables.find(({ name }) => name === "customers_curated");
  if (model === undefined) throw new Error("STEDI has customers_curated");
  const more = Array.from({ length: count }, (_, index) => {
    const name = `more_${index}`;
    return { ...model, name, reads: ["customer_trusted"], tableInput: { ...model.tableInput, Name: name } };
  });
  return { ...generated, tables: [...generated.tables, ...more] };
}
