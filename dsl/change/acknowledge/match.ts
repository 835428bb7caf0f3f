import { type Acknowledgement, acknowledgementKey } from "../../compiler/breaks-file.ts";
import { type Change, identityOf } from "../change.ts";

/** What the acknowledgements say of the changes. */
export interface Matched {
  /** The reason of each change that has one. */
  readonly reasons: ReadonlyMap<Change, string>;
  /** Acknowledgements of no change. */
  readonly stale: readonly Acknowledgement[];
}

/**
 * Matches changes with acknowledgements, each with one. What stood in the base's file already was for a change before the base: it says
 * nothing of later ones, and is not stale.
 */
export function match(changes: readonly Change[], written: readonly Acknowledgement[], before: readonly Acknowledgement[]): Matched {
  const spent = new Set(before.map(acknowledgementKey));
  const waiting = written.filter((one) => !spent.has(acknowledgementKey(one)));
  const reasons = new Map<Change, string>();
  for (const change of changes) {
    if (!change.mustBeAcknowledged) continue;
    const at = waiting.findIndex((one) => one.change === identityOf(change));
    const [found] = at < 0 ? [] : waiting.splice(at, 1);
    if (found !== undefined) reasons.set(change, found.reason);
  }
  return { reasons, stale: waiting };
}
