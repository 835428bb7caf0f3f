import type { ParametersOf } from "../../diagnostics/codes.ts";
import type { Failure, Words } from "../proof.ts";

interface At {
  readonly table: string;
  readonly step?: number | undefined;
  readonly focus?: string | undefined;
}

type UnprovenCode =
  | "consent-not-proven"
  | "consent-may-be-absent"
  | "consent-not-at-event-time"
  | "consent-of-some-owner"
  | "join-fan-out"
  | "row-mixes-people"
  | "row-may-mix-people";

/** A proof that did not succeed. */
export const unproven = (
  code: UnprovenCode,
  at: At,
  words: Words,
  lacking: Pick<Failure, "option" | "filter" | "comparison"> = {},
): Failure => ({
  ...finding(code, at, words, { table: at.table, ...words }),
  ...lacking,
});

/** A mistake or warning with parameters of its own. */
export const finding = <C extends Failure["code"]>(
  code: C,
  { table, step, focus }: At,
  words: Words,
  parameters: ParametersOf<C>,
): Failure => ({
  code,
  parameters,
  table,
  ...(step === undefined ? {} : { step }),
  ...(focus === undefined ? {} : { focus }),
  ...words,
});
