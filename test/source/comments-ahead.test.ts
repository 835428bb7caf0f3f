import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { hashOfText, readComments } from "../../dsl/source/comment-cache.ts";
import { commentsOf } from "../../dsl/source/comments.ts";
import { readAhead } from "../../dsl/source/comments-ahead.ts";

let folder = "";
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "sluice-ahead-"));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const textOf = (i: number): string =>
  `/** Comment ${i}. */\nexport const a${i} = source("s${i}", { row: z.object({\n  /** Key ${i}. */\n  k: z.string(),\n}) });\n`;

function written(count: number): readonly string[] {
  return Array.from({ length: count }, (_, i) => {
    const file = join(folder, `f${i}.ts`);
    writeFileSync(file, textOf(i));
    return file;
  });
}

test("what a thread reads ahead is what is read in turn", async () => {
  const files = written(30);
  const ahead = await readAhead(files, join(folder, "cache"))();
  expect([...ahead]).toEqual(files.map((file, i) => [hashOfText(textOf(i)), commentsOf(file, textOf(i))]));
  expect([...ahead.values()].every(({ calls }) => calls.length > 0)).toBe(true);
});

test("few files, and files whose comments are cached, are not worth a thread", async () => {
  const cache = join(folder, "cache");
  const files = written(30);
  expect((await readAhead(files.slice(0, 5), cache)()).size).toBe(0);
  await readComments(
    files.map((file, i) => ({ file, text: textOf(i) })),
    cache,
  );
  expect((await readAhead(files, cache)()).size).toBe(0);
});

test("a file that cannot be read, and one that is no TypeScript, are left to whoever needs them", async () => {
  const files = written(30);
  writeFileSync(files[0] ?? "", "{{{ ]]");
  rmSync(files[1] ?? "");
  mkdirSync(files[1] ?? "");
  const ahead = await readAhead([...files, join(folder, "gone.ts")], join(folder, "cache"))();
  expect(ahead.size).toBe(29);
  expect(ahead.get(hashOfText("{{{ ]]"))).toEqual({ calls: [] });
});
