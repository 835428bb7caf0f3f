import { expect, test } from "vitest";
import { masked, maskedJson } from "../../../dsl/operate/prove/mask.ts";

test.each([
  ["sluice-prove-lake-123456789012-us-east-1", "sluice-prove-lake-ACCOUNT-us-east-1"],
  ["User: arn:aws:sts::123456789012:assumed-role/admin/me@example.com is not authorized", "User: ARN is not authorized"],
  ["in arn:aws-us-gov:glue:us-gov-west-1:123456789012:job/x, and more", "in ARN, and more"],
  ["StatusCode: 403, RequestID: TX3J9K2M8Q1Z7, HostID: a/b+c==, api error", "StatusCode: 403, RequestID: ID, HostID: ID, api error"],
  ["request id 1b4e28ba-2fa1-11d2-883f-0016d3cca427", "request id ID"],
  ["confirmed by some.body+aws@mail.example.co.uk.", "confirmed by E-MAIL."],
  ["AKIAIOSFODNN7EXAMPLE and ASIAIOSFODNN7EXAMPLE", "KEY and KEY"],
  ["wr_0123456789abcdef0123 failed, jr_0123456789abcdef0123 too", "RUN failed, RUN too"],
  ["the account 1234-5678-9012", "the account ACCOUNT"],
])("%s", (text, without) => expect(masked(text)).toBe(without));

test.each(["97 resources in 1733000000000 ms", "customer_trusted: 482 rows", "2026-12-01, us-east-1, commit `d6355010fa12`", "v3.259.0"])(
  "nothing of %s",
  (text) => expect(masked(text)).toBe(text),
);

test("every text of a value, at any depth, names too", () => {
  expect(maskedJson({ a: ["123456789012", 123456789012], "by a@example.com": { b: "arn:aws:iam::123456789012:root" }, c: null })).toEqual({
    a: ["ACCOUNT", 123456789012],
    "by E-MAIL": { b: "ARN" },
    c: null,
  });
});
