import { expect, test } from "vitest";
import type { PolicyDocument, Statement } from "../../pulumi/decide/policy-document.ts";
import { isAllowed } from "./iam-evaluator.ts";

const document = (...statements: readonly Partial<Statement>[]): PolicyDocument => ({
  Version: "2012-10-17",
  Statement: statements.map((statement) => ({
    Sid: "X",
    Effect: "Allow",
    Action: ["s3:GetObject"],
    Resource: ["arn:aws:s3:::b/a*"],
    ...statement,
  })),
});
const get = (key: string, context?: Readonly<Record<string, string>>) => ({
  action: "s3:GetObject",
  resource: `arn:aws:s3:::b/${key}`,
  ...(context === undefined ? {} : { context }),
});

test.each<[string, PolicyDocument, ReturnType<typeof get>, boolean]>([
  ["what nothing allows is refused", document({}), get("b"), false],
  ["a wildcard", document({}), get("a/b/c"), true],
  ["a deny wins", document({}, { Effect: "Deny" }), get("a"), false],
  ["a deny elsewhere does not", document({}, { Effect: "Deny", Resource: ["arn:aws:s3:::b/ab*"] }), get("a"), true],
  ["actions know no case", document({ Action: ["S3:getobject"] }), get("a"), true],
  ["resources do", document({}), get("A"), false],
  ["a question mark is one character", document({ Resource: ["arn:aws:s3:::b/?"] }), get("ab"), false],
  ["an escaped star is a star", document({ Resource: ["arn:aws:s3:::b/${*}"] }), get("x"), false],
  ["an escaped star is itself", document({ Resource: ["arn:aws:s3:::b/${*}"] }), get("*"), true],
  ["a dot is a dot", document({ Resource: ["arn:aws:s3:::b/a.c"] }), get("abc"), false],
  ["a condition holds", document({ Condition: { StringLike: { "s3:prefix": ["a*"] } } }), get("a", { "s3:prefix": "ab" }), true],
  ["a condition fails", document({ Condition: { StringLike: { "s3:prefix": ["a*"] } } }), get("a", { "s3:prefix": "b" }), false],
  ["a missing key fails it", document({ Condition: { StringEquals: { "s3:prefix": ["a"] } } }), get("a"), false],
  ["another value", document({ Condition: { StringNotEquals: { "s3:prefix": ["a"] } } }), get("a", { "s3:prefix": "b" }), true],
  ["that very value", document({ Condition: { StringNotEquals: { "s3:prefix": ["a"] } } }), get("a", { "s3:prefix": "a" }), false],
  ["a key that has to be there is", document({ Condition: { Null: { "s3:prefix": ["false"] } } }), get("a", { "s3:prefix": "" }), true],
  ["a key that has to be there is not", document({ Condition: { Null: { "s3:prefix": ["false"] } } }), get("a"), false],
  ["no value is another", document({ Condition: { StringNotEquals: { "s3:prefix": ["a"] } } }), get("a"), true],
])("%s", (_, policy, request, expected) => {
  expect(isAllowed([policy], request)).toBe(expected);
});
