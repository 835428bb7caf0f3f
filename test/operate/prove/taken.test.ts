import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { GlueClient } from "@aws-sdk/client-glue";
import { S3Client } from "@aws-sdk/client-s3";
import { afterEach, expect, test } from "vitest";
import { Refusal } from "../../../dsl/diagnostics/diagnostic.ts";
import { takenIn } from "../../../dsl/operate/prove/taken.ts";
import { PLANNED } from "./planned.ts";

let server: Server | undefined;
afterEach(() => server?.close());

/** What an account answers that has these buckets, by their status, and these things of Glue. */
async function account(
  buckets: Readonly<Record<string, number>>,
  glue: Readonly<Record<string, string>>,
): Promise<readonly string[] | Refusal> {
  server = createServer((request, response) => {
    const action =
      String(request.headers["x-amz-target"] ?? "")
        .split(".")
        .at(-1) ?? "";
    if (request.method === "HEAD") {
      response.writeHead(buckets[(request.url ?? "").split(/[/?]/)[1] ?? ""] ?? 404).end();
      return;
    }
    const error = action in glue ? glue[action] : "EntityNotFoundException";
    response.writeHead(error === "" ? 200 : 400, { "content-type": "application/x-amz-json-1.1" });
    response.end(JSON.stringify(error === "" ? {} : { __type: error, message: "no" }));
  });
  await new Promise<void>((resolve) => server?.listen(0, "127.0.0.1", resolve));
  const client = {
    endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    region: "us-east-1",
    credentials: { accessKeyId: "test", secretAccessKey: "test" },
    maxAttempts: 1,
  };
  return takenIn({ glue: new GlueClient(client), s3: new S3Client({ ...client, forcePathStyle: true }) }, PLANNED).catch((error) => error);
}

const [LAKE = "", SCRIPTS = ""] = PLANNED.buckets;

test("an account without any of the names has nothing taken", async () => expect(await account({}, {})).toEqual([]));

test.each([
  ["of the account", 200],
  ["of somebody else", 403],
  ["in another region", 301],
])("a bucket %s is taken", async (_, status) => {
  expect(await account({ [SCRIPTS]: status }, {})).toEqual([`the bucket ${SCRIPTS}`]);
});

test("so are a database and a workflow", async () => {
  expect(await account({ [LAKE]: 200 }, { GetDatabase: "", GetWorkflow: "" })).toEqual([
    `the bucket ${LAKE}`,
    "the Glue database sluice_prove",
    "the Glue workflow sluice-prove-workflow",
  ]);
});

test("what AWS does not answer is refused, and not taken for free", async () => {
  const refusal = await account({}, { GetDatabase: "AccessDeniedException" });
  expect(refusal).toBeInstanceOf(Refusal);
  expect((refusal as Refusal).problems[0]).toMatchObject({
    code: "aws-failed",
    parameters: { doing: "looking for the Glue database sluice_prove", reason: "AccessDeniedException: no" },
  });
});
