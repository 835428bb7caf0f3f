import { uniformInt } from "pure-rand/distribution/uniformInt";
import { xoroshiro128plus } from "pure-rand/generator/xoroshiro128plus";
import type { OneIn, Range } from "./shape.ts";

/** Seeds are 32 bits wide. */
export const GREATEST_SEED = 2 ** 32 - 1;

/** A source of chance that a seed fixes wholly: whole numbers only, so that no platform rounds differently. */
export interface Random {
  /** A whole number, both ends included. */
  readonly within: (range: Range) => number;
  /** A whole number from 0 up to but not including `count`. */
  readonly below: (count: number) => number;
  readonly oneIn: (share: OneIn) => boolean;
}

/**
 * xoroshiro128+ of pure-rand, pinned: its numbers are part of what a seed means.
 * The state of near seeds differs in few bits at first, which 64 draws spread.
 */
export function randomOf(seed: number): Random {
  const generator = xoroshiro128plus(seed);
  for (let i = 0; i < 64; i++) generator.next();
  const below = (count: number): number => uniformInt(generator, 0, count - 1);
  return {
    below,
    within: ({ from, to }) => uniformInt(generator, from, to),
    oneIn: (share) => below(share) === 0,
  };
}
