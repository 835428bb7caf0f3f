import { expect, test } from "vitest";
import { countsIn, reasonIn } from "../../dsl/operate/pulumi.ts";

const FAILED = `Diagnostics:
  pulumi:pulumi:Stack (sluice-prove):
    error: update failed

  aws:s3:Bucket (lake):
    error:   sdk-v2/provider2.go: creating S3 Bucket: AccessDenied

Resources:
    + 3 created
    ~ 2 updated
    +-1 replaced
    90 unchanged

Duration: 6s
`;

test("the reason of a failure is the first error of a resource", () => {
  expect(reasonIn(FAILED, "warning: using pulumi-language-nodejs from $PATH\n")).toBe(
    "sdk-v2/provider2.go: creating S3 Bucket: AccessDenied",
  );
});

test("where Pulumi names no resource, it is its own error, else what it says last", () => {
  expect(reasonIn("", "warning: w\nerror: no stack named 'prove' found\n")).toBe("no stack named 'prove' found");
  expect(reasonIn("a\nb\n", "")).toBe("b");
});

test("resources are counted by what was done to them", () => {
  expect(countsIn(FAILED)).toEqual({ created: 3, updated: 2, replaced: 1, unchanged: 90 });
});
