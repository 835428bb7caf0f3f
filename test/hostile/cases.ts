import fc from "fast-check";
import { casesOf, firstSeed } from "../deep/cases.ts";
import { type Compiled, compiled, hostileTexts, type Names, names, PLACES, type Texts, tameTexts } from "./lakes.ts";

export interface Case {
  readonly names: Names;
  readonly texts: Texts;
  readonly hostile: Compiled;
  readonly tame: Compiled;
}

export const CASES = casesOf(150, 10_000);
export const SEED = firstSeed(Date.now() % 1_000_000);

/** Random lakes with hostile texts, each with its tame twin, in batches; and how many were refused. */
export function* batches(size: number): Generator<{ readonly cases: readonly Case[]; readonly refused: readonly string[] }> {
  for (let from = 0; from < CASES; from += size) {
    const cases: Case[] = [];
    const refused: string[] = [];
    for (const [lakeNames, texts] of fc.sample(fc.tuple(names, hostileTexts), {
      seed: SEED + from,
      numRuns: Math.min(size, CASES - from),
    })) {
      const tame = compiled(lakeNames, tameTexts());
      const hostile = compiled(lakeNames, texts);
      if ("problems" in tame) refused.push(...tame.problems.map(({ code }) => `${code} (tame)`));
      else if ("problems" in hostile) refused.push(...hostile.problems.map(({ code }) => code));
      else cases.push({ names: lakeNames, texts, hostile, tame });
    }
    yield { cases, refused };
  }
}

/** What each text of the tame twin stands for. */
export const textsOf = ({ texts }: Case): Readonly<Record<string, string>> =>
  Object.fromEntries(PLACES.map((place) => [`tame ${place}`, texts[place]]));

export const fileOf = ({ files }: Compiled, path: string): string => {
  const text = files.get(path);
  if (text === undefined) throw new Error(`${path} was not generated`);
  return text;
};
