import type { Call } from "./engine/recorder.ts";
import type { Request } from "./iam-evaluator.ts";
import { REGION } from "./provider/clients.ts";
import { ACCOUNT } from "./provider/provider.ts";

const own = (service: string, resource: string): string => `arn:aws:${service}:${REGION}:${ACCOUNT}:${resource}`;

/**
 * What AWS asks IAM before it answers a call, by the tables of actions of the Service Authorization Reference
 * (https://docs.aws.amazon.com/service-authorization/latest/reference/). Every one must be allowed. A call that is not known here
 * is an error. `workgroup` is where the Athena calls go, which name a query alone.
 */
export function askedOfIam(call: Call, workgroup?: string): readonly Request[] {
  const target = call.headers["x-amz-target"];
  return target === undefined ? askedForS3(call) : askedForJson(target, call, workgroup);
}

const GLUE_TABLE_ACTIONS: ReadonlySet<string> = new Set(["GetTable", "CreateTable", "UpdateTable"]);

function askedForJson(target: string, { body }: Call, workgroup: string | undefined): readonly Request[] {
  const [service = "", operation = ""] = target.split(".");
  const input = JSON.parse(body.toString()) as Record<string, unknown>;
  const text = (value: unknown): string => {
    if (typeof value !== "string") throw new Error(`${target} has no text where one is expected: ${body}`);
    return value;
  };
  if (service === "AWSGlue" && (operation === "GetDatabase" || GLUE_TABLE_ACTIONS.has(operation))) {
    // Glue asks for the catalog, the database and the table, and each must be allowed.
    const database = text(operation === "GetDatabase" ? input["Name"] : input["DatabaseName"]);
    const resources = [own("glue", "catalog"), own("glue", `database/${database}`)];
    if (operation !== "GetDatabase") {
      const name = operation === "GetTable" ? input["Name"] : (input["TableInput"] as Record<string, unknown>)["Name"];
      resources.push(own("glue", `table/${database}/${text(name)}`));
    }
    return resources.map((resource) => ({ action: `glue:${operation}`, resource }));
  }
  if (service === "AmazonAthena" && workgroup !== undefined)
    return [{ action: `athena:${operation}`, resource: own("athena", `workgroup/${workgroup}`) }];
  if (service === "secretsmanager") return [{ action: `secretsmanager:${operation}`, resource: text(input["SecretId"]) }];
  throw new Error(`the test does not know what IAM is asked for ${target}`);
}

function askedForS3({ method, path, headers, body, status }: Call): readonly Request[] {
  const url = new URL(path, "http://s3");
  const [bucket = "", ...parts] = url.pathname.slice(1).split("/");
  const key = decodeURIComponent(parts.join("/"));
  const query = url.searchParams;
  const bucketArn = `arn:aws:s3:::${bucket}`;
  const onKey = (action: string, of = key): Request => ({ action: `s3:${action}`, resource: `${bucketArn}/${of}` });
  const list = (prefix: string | null): Request => ({
    action: "s3:ListBucket",
    resource: bucketArn,
    ...(prefix === null ? {} : { context: { "s3:prefix": prefix } }),
  });
  if (key === "") {
    if (method === "HEAD") return [list(null)];
    if (method === "GET" && [...query.keys()].some((name) => name === "list-type" || name === "prefix")) return [list(query.get("prefix"))];
    if (method === "POST" && query.has("delete"))
      return [...body.toString().matchAll(/<Key>([^<]*)<\/Key>/g)].map(([, deleted = ""]) => onKey("DeleteObject", unescaped(deleted)));
  } else if (method === "HEAD" || (method === "GET" && !query.has("uploadId")))
    // That a key is not there is told only to those who may list it: Apache Gravitino grants the bare key as `s3:prefix` for
    // Hadoop's sake (catalogs/hadoop-common or bundles/aws, S3TokenProvider), so the key is what S3 compares.
    return status === 404 ? [onKey("GetObject"), list(key)] : [onKey("GetObject")];
  else if (method === "PUT" || (method === "POST" && (query.has("uploads") || query.has("uploadId")))) {
    const source = headers["x-amz-copy-source"];
    const match = headers["if-none-match"];
    const put = { ...onKey("PutObject"), ...(match === undefined ? {} : { context: { "s3:if-none-match": match } }) };
    return [put, ...(source === undefined ? [] : [copied(source)])];
  } else if (method === "DELETE") return [onKey(query.has("uploadId") ? "AbortMultipartUpload" : "DeleteObject")];
  throw new Error(`the test does not know what IAM is asked for ${method} ${path}`);
}

const copied = (source: string): Request => ({
  action: "s3:GetObject",
  resource: `arn:aws:s3:::${decodeURIComponent(source).replace(/^\//, "")}`,
});

const ENTITIES: Readonly<Record<string, string>> = { "&amp;": "&", "&lt;": "<", "&gt;": ">", "&quot;": '"', "&apos;": "'" };
const unescaped = (text: string): string => text.replaceAll(/&(?:amp|lt|gt|quot|apos);/g, (entity) => ENTITIES[entity] ?? entity);
