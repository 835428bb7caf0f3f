import { type Change, type ChangeKind, changeOf } from "./change.ts";
import type { Compared } from "./compared.ts";
import { list, say } from "./sentence.ts";

/** Kinds of changes of a proof that every table takes over that reads the one where it happens. */
export const TAKEN_OVER: ReadonlySet<ChangeKind> = new Set<ChangeKind>([
  "consent-lost",
  "consent-weakened",
  "consent-gained",
  "consent-restated",
  "assumption-added",
  "assumption-removed",
]);

/** The changes of one table. */
export interface OfTable {
  readonly compared: Compared;
  readonly changes: readonly Change[];
}

/**
 * What is proven of a table follows from what is proven of those that it reads. The same change of both is told once, where it comes
 * from, with the names of all who take it over; they only say from whom. `tables` are in the order in which they read each other.
 */
export function toldOnce(tables: readonly OfTable[]): readonly OfTable[] {
  const origins = new Map<string, Map<string, Change>>();
  const followers = new Map<Change, string[]>();
  const left = tables.map(({ compared, changes }): OfTable => {
    const own = new Map<string, Change>();
    const from = new Map<string, true>();
    const reads = compared.after?.plan.kind === "table" ? compared.after.plan.reads : [];
    const kept = changes.filter((change) => {
      if (!TAKEN_OVER.has(change.kind)) return true;
      const key = sameChange(change);
      const through = reads.find((name) => origins.get(name)?.has(key));
      const origin = through === undefined ? undefined : origins.get(through)?.get(key);
      // A consent that is lost for a reason of this table's own is lost here, whatever else is lost above.
      if (through === undefined || origin === undefined || (change.kind === "consent-lost" && change.mustBeAcknowledged)) {
        own.set(key, change);
        return true;
      }
      own.set(key, origin);
      followers.set(origin, [...new Set([...(followers.get(origin) ?? []), compared.table])]);
      from.set(through, true);
      return false;
    });
    origins.set(compared.table, own);
    const follows = from.size === 0 ? [] : [changeOf("proofs-follow", compared.table, { after: [...from.keys()].join(", ") })];
    return { compared, changes: [...kept, ...follows] };
  });
  return left.map(({ compared, changes }) => ({
    compared,
    changes: changes.map((change) => {
      const names = followers.get(change);
      return names === undefined ? change : { ...change, notes: [...change.notes, say`taken over by ${list(names)}`] };
    }),
  }));
}

/** What a change says, whichever table the rows come through. */
const sameChange = ({ kind, before, after }: Change): string =>
  JSON.stringify([kind, before, after]).replaceAll(/ \(through [^()]*\)/g, "");
