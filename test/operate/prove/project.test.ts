import { cpSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { changeTransform, compiledColumns } from "../../../dsl/operate/prove/project.ts";
import { CHANGE } from "../../../dsl/operate/prove/subject.ts";
import { newFolder } from "../../cli/folders.ts";

const REPOSITORY = join(import.meta.dirname, "../../..");

test("the project's transform is changed as the proof does it, and back", () => {
  const project = newFolder();
  cpSync(join(REPOSITORY, "transforms"), join(project, "transforms"), { recursive: true });
  const text = () => readFileSync(join(project, "transforms", CHANGE.file), "utf8");
  const before = text();
  expect(changeTransform(project, "after")).toBe(true);
  expect(text()).toContain(`{ ${CHANGE.column}: `);
  expect(changeTransform(project, "before")).toBe(true);
  expect(text()).toBe(before);
});

test("a transform that is another is left alone", () => {
  expect(changeTransform(newFolder(), "after")).toBe(false);
});

test("columns are read from what was compiled", () => {
  expect(compiledColumns(REPOSITORY, CHANGE.table)).toEqual(["timestamp", "user", "x", "y", "z"]);
});
