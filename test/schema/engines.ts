import { spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { DuckDBInstance } from "@duckdb/node-api";

/** A portable pattern and the texts to try it on. */
export interface Trial {
  readonly pattern: string;
  readonly texts: readonly string[];
}

/** For each trial, whether each text matches. */
export type Answers = readonly (readonly boolean[])[];

export const inJavaScript = (trials: readonly Trial[]): Answers =>
  trials.map(({ pattern, texts }) => {
    const regex = new RegExp(pattern, "u");
    return texts.map((text) => regex.test(text));
  });

/** RE2, searching with the pattern as it is. */
export async function inDuckDb(trials: readonly Trial[]): Promise<Answers> {
  const connection = await (await DuckDBInstance.create(":memory:")).connect();
  const answers: boolean[][] = [];
  for (const { pattern, texts } of trials) {
    const rows = texts.map((text, i) => `(${i}, ${quoted(text)})`).join(", ");
    const result = await connection.runAndReadAll(
      `SELECT regexp_matches(text, ${quoted(pattern)}) FROM (VALUES ${rows}) AS texts(i, text) ORDER BY i`,
    );
    answers.push(result.getRows().map(([matches]) => matches === true));
  }
  connection.closeSync();
  return answers;
}

/** NUL cannot stand in a statement; everything else can. */
const quoted = (text: string): string =>
  `(${text
    .split("\0")
    .map((part) => `'${part.replaceAll("'", "''")}'`)
    .join(" || chr(0) || ")})`;

const PYTHON = `
import json, re, sys
answers = []
for trial in json.load(sys.stdin):
    whole, found = re.compile(trial["pattern"]), re.compile(trial["pattern"][:-1] + r"\\Z")
    answers.append([whole.fullmatch(text) is not None for text in trial["texts"]])
    assert answers[-1] == [found.search(text) is not None for text in trial["texts"]], trial["pattern"]
json.dump(answers, sys.stdout)
`;

export function inPython(trials: readonly Trial[]): Answers {
  return JSON.parse(run("python3", ["-W", "error", "-c", PYTHON], JSON.stringify(trials))) as Answers;
}

export function inJava(trials: readonly Trial[]): Answers {
  const base64 = (text: string): string => Buffer.from(text, "utf8").toString("base64");
  const input = trials.flatMap(({ pattern, texts }) => texts.map((text) => `${base64(pattern)} ${base64(text)}\n`)).join("");
  const output = run("java", [fileURLToPath(new URL("PatternCheck.java", import.meta.url))], input);
  let next = 0;
  return trials.map(({ texts }) => texts.map(() => output[next++] === "1"));
}

function run(command: string, arguments_: readonly string[], input: string): string {
  const { status, stdout, stderr, error } = spawnSync(command, arguments_, { input, encoding: "utf8", maxBuffer: 1 << 28 });
  if (error !== undefined || status !== 0) throw new Error(`${command}: ${error?.message ?? stderr}`);
  return stdout;
}

/** Whether the program is here; when it is not, says which tests are left out. */
export function has(command: string, versionOption: string): boolean {
  const found = spawnSync(command, [versionOption]).status === 0;
  if (!found) console.warn(`SKIPPED: ${command} is not on this machine, so portable patterns are not tried in it`);
  return found;
}
