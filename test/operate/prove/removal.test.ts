import { expect, test } from "vitest";
import { leftInState, takeDown } from "../../../dsl/operate/prove/removal.ts";

/** A Pulumi that ends with these codes, one call after the other, and prints this. */
function pulumiThat(codes: readonly number[], stdout = "") {
  const calls: string[] = [];
  const pulumi = async (args: readonly string[]) => {
    calls.push(args.join(" "));
    return { code: codes[calls.length - 1] ?? 0, stdout, stderr: "error: the bucket is not empty" };
  };
  return { calls, pulumi, say: () => {} };
}

const never = new AbortController().signal;

test("what can be destroyed is destroyed once", async () => {
  const { calls, ...bench } = pulumiThat([0]);
  await takeDown(bench, never);
  expect(calls).toEqual(["destroy --yes --skip-preview"]);
});

test("a failure is tried once more, without the lock and with what the account has", async () => {
  const { calls, ...bench } = pulumiThat([255, 0, 0]);
  await takeDown(bench, never);
  expect(calls).toEqual(["destroy --yes --skip-preview", "cancel --yes", "destroy --yes --skip-preview --refresh"]);
});

test("then it is told in Pulumi's words, and after an abort it is not tried again", async () => {
  await expect(takeDown(pulumiThat([255, 0, 255]), never)).rejects.toThrow("pulumi destroy: the bucket is not empty");
  const { calls, ...bench } = pulumiThat([255]);
  await expect(takeDown(bench, AbortSignal.abort())).rejects.toThrow("stopped");
  expect(calls).toHaveLength(1);
});

test("what is left is what the account has of the state, begun or done; nothing of Pulumi's own", async () => {
  const resource = (type: string, name: string, custom: boolean) => ({ urn: `urn:pulumi:prove::sluice::${type}::${name}`, type, custom });
  const deployment = {
    resources: [
      resource("pulumi:pulumi:Stack", "sluice-prove", false),
      resource("pulumi:providers:aws", "default", true),
      resource("sluice:Lakehouse", "lakehouse", false),
      resource("aws:s3/bucket:Bucket", "lake", true),
    ],
    pending_operations: [{ resource: resource("aws:glue/job:Job", "a", true), type: "creating" }],
  };
  expect(await leftInState(pulumiThat([0], JSON.stringify({ version: 3, deployment })))).toEqual([
    "aws:s3/bucket:Bucket lake",
    "aws:glue/job:Job a",
  ]);
  expect(await leftInState(pulumiThat([0], JSON.stringify({ version: 3, deployment: { manifest: {} } })))).toEqual([]);
});
