import { join } from "node:path";
import { expect, test } from "vitest";
import { placeOf } from "../../dsl/diagnostics/site.ts";
import { commentsOf } from "../../dsl/source/comments.ts";
import { commentsAt } from "../../dsl/source/file-comments.ts";
import { FIXTURES, readFixture, recordCalls } from "./record.ts";

const calls = recordCalls("./calls.ts?sluice=3");

test("the file of a stack has no query", () => {
  expect(new Set(calls.map((call) => placeOf(call, FIXTURES)?.file))).toEqual(new Set([join(FIXTURES, "calls.ts")]));
});

test("a call is found by its site, however it is written", () => {
  const comments = commentsOf("calls.ts", readFixture("calls.ts"));
  const found = calls.map((call) => {
    const place = placeOf(call, FIXTURES);
    return { name: call.name, description: place === undefined ? "no place" : commentsAt(comments, place)?.description };
  });
  expect(found).toEqual(
    calls.map(({ name }) => ({
      name,
      description: name === null || name.startsWith("not described") ? undefined : name === "日本 😀" ? "after wide text" : name,
    })),
  );
  expect(found.length).toBeGreaterThan(25);
});
