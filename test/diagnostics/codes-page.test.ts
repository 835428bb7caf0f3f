import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { CODES_PAGE, codesPage } from "../../docs/codes-page.ts";
import { CODE_GROUPS, CODES } from "../../dsl/diagnostics/codes.ts";

describe("docs/codes.md", () => {
  test("is what `npm run codes` writes", () => expect(readFileSync(CODES_PAGE, "utf8")).toBe(codesPage()));

  test("has every code once", () => {
    const codes = Object.values(CODE_GROUPS).flatMap((group) => Object.keys(group));
    expect(codes.toSorted()).toEqual(Object.keys(CODES).toSorted());
    expect(new Set(codes).size).toBe(codes.length);
    const headings = [...codesPage().matchAll(/^### (.+)$/gm)].map(([, code]) => code);
    expect(headings).toEqual(codes);
  });

  test("says of each what it means and what to do, in sentences", () => {
    const texts = Object.values(CODES).flatMap(({ meaning, remedy }) => [meaning, remedy]);
    expect(texts.filter((text) => !/^[A-Z`"].*[.`]$/s.test(text))).toEqual([]);
  });
});
