import { PassThrough } from "node:stream";
import { expect, test } from "vitest";
import { ask } from "../../dsl/cli/ask.ts";

const answered = (text: string | undefined, signal = new AbortController().signal): Promise<boolean> => {
  const input = new PassThrough();
  if (text !== undefined) input.end(text);
  return ask("Make it? ", signal, { input, output: new PassThrough() });
};

test.each([
  ["yes\n", true],
  ["  yes \n", true],
  ["y\n", false],
  ["YES, please\n", false],
  ["no\n", false],
  ["\n", false],
  ["", false],
])("%j", async (text, agreed) => expect(await answered(text)).toBe(agreed));

test("an abort is no", async () => expect(await answered(undefined, AbortSignal.timeout(10))).toBe(false));
