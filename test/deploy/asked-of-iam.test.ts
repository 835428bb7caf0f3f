import { expect, test } from "vitest";
import { askedOfIam } from "./asked-of-iam.ts";
import type { Call } from "./engine/recorder.ts";

const call = (method: string, path: string, more: Partial<Call> = {}): Call => ({
  who: "x",
  method,
  path,
  headers: {},
  body: Buffer.alloc(0),
  status: 200,
  ...more,
});
const json = (target: string, body: object): Call =>
  call("POST", "/", { headers: { "x-amz-target": target }, body: Buffer.from(JSON.stringify(body)) });

const GLUE = "arn:aws:glue:eu-central-1:000000000000";
const KEY = "arn:aws:s3:::b/a/k v";

test.each<[string, Call, readonly string[]]>([
  ["a listing is asked for with its prefix", call("GET", "/b?list-type=2&prefix=a%2F"), ["s3:ListBucket arn:aws:s3:::b a/"]],
  ["a listing of everything has no prefix", call("GET", "/b/?list-type=2"), ["s3:ListBucket arn:aws:s3:::b"]],
  ["whether a bucket is there", call("HEAD", "/b"), ["s3:ListBucket arn:aws:s3:::b"]],
  ["an object", call("GET", "/b/a/k%20v"), [`s3:GetObject ${KEY}`]],
  ["that one is not there", call("HEAD", "/b/a/k%20v", { status: 404 }), [`s3:GetObject ${KEY}`, "s3:ListBucket arn:aws:s3:::b a/k v"]],
  ["a write", call("PUT", "/b/a/k%20v"), [`s3:PutObject ${KEY}`]],
  ["a write where nothing is", call("PUT", "/b/a/k%20v", { headers: { "if-none-match": "*" } }), [`s3:PutObject ${KEY} *`]],
  [
    "a copy reads too",
    call("PUT", "/b/a/k%20v", { headers: { "x-amz-copy-source": "b/c" } }),
    [`s3:PutObject ${KEY}`, "s3:GetObject arn:aws:s3:::b/c"],
  ],
  ["parts are a write", call("PUT", "/b/a/k%20v?partNumber=1&uploadId=u"), [`s3:PutObject ${KEY}`]],
  ["so is their end", call("POST", "/b/a/k%20v?uploadId=u"), [`s3:PutObject ${KEY}`]],
  ["parts given up", call("DELETE", "/b/a/k%20v?uploadId=u"), [`s3:AbortMultipartUpload ${KEY}`]],
  ["a deletion", call("DELETE", "/b/a/k%20v"), [`s3:DeleteObject ${KEY}`]],
  [
    "many at once",
    call("POST", "/b?delete", { body: Buffer.from("<Delete><Object><Key>x&amp;y</Key></Object><Object><Key>z</Key></Object></Delete>") }),
    ["s3:DeleteObject arn:aws:s3:::b/x&y", "s3:DeleteObject arn:aws:s3:::b/z"],
  ],
  [
    "a table of Glue is asked for with its database and the catalog",
    json("AWSGlue.UpdateTable", { DatabaseName: "d", TableInput: { Name: "t" } }),
    [`glue:UpdateTable ${GLUE}:catalog`, `glue:UpdateTable ${GLUE}:database/d`, `glue:UpdateTable ${GLUE}:table/d/t`],
  ],
  [
    "a query goes to its workgroup",
    json("AmazonAthena.GetQueryResults", {}),
    ["athena:GetQueryResults arn:aws:athena:eu-central-1:000000000000:workgroup/w"],
  ],
])("%s", (_, made, expected) => {
  const asked = askedOfIam(made, "w").map(
    ({ action, resource, context }) => `${action} ${resource}${context === undefined ? "" : ` ${Object.values(context)}`}`,
  );
  expect(asked).toEqual(expected);
});

test.each([call("GET", "/b/k?uploadId=u"), call("GET", "/b?versioning"), json("AWSGlue.DeleteTable", {}), json("AWSLambda.Invoke", {})])(
  "what is not known is an error",
  (made) => {
    expect(() => askedOfIam(made)).toThrow("does not know");
  },
);
