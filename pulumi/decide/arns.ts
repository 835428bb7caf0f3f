import type { Names, Place } from "./names.ts";

/** Amazon resource names of what a stack makes. */
export interface Arns {
  readonly lake: string;
  readonly scripts: string;
  /** Objects of the lake whose key starts so. */
  readonly lakeObjects: (prefix: string) => string;
  /** The object that a folder would be if it were one: Hadoop asks for it. */
  readonly lakeFolder: (prefix: string) => string;
  readonly scriptObjects: (prefix: string) => string;
  readonly catalog: string;
  readonly database: string;
  readonly table: (table: string) => string;
  readonly workgroup: (zone: string) => string;
  readonly logGroup: (name: string) => string;
  readonly topic: string;
}

/** A key's own `*`, `?` and `$`, as a policy writes them when they mean themselves. */
const literal = (key: string): string => key.replaceAll(/[*?$]/g, (character) => `\${${character}}`);

export function arnsOf(names: Names, { partition, account, region }: Place): Arns {
  const bucket = (name: string): string => `arn:${partition}:s3:::${name}`;
  const own = (service: string, resource: string): string => `arn:${partition}:${service}:${region}:${account}:${resource}`;
  return {
    lake: bucket(names.lakeBucket),
    scripts: bucket(names.scriptsBucket),
    lakeObjects: (prefix) => `${bucket(names.lakeBucket)}/${literal(prefix)}*`,
    lakeFolder: (prefix) => `${bucket(names.lakeBucket)}/${literal(prefix.replace(/\/$/, ""))}`,
    scriptObjects: (prefix) => `${bucket(names.scriptsBucket)}/${literal(prefix)}*`,
    catalog: own("glue", "catalog"),
    database: own("glue", `database/${names.database}`),
    table: (table) => own("glue", `table/${names.database}/${table}`),
    workgroup: (zone) => own("athena", `workgroup/${names.workgroup(zone)}`),
    logGroup: (name) => own("logs", `log-group:${name}`),
    topic: own("sns", names.topic),
  };
}
