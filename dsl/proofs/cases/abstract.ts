import type { Case } from "./case.ts";

/** What is known of a relation: each of its rows is in one of the cases. */
export interface Abstract {
  readonly cases: readonly Case[];
  /** Of a union. */
  readonly arms?: Arms;
}

/** The arms of a union of unions: each has its cases as they were before it. */
export type Arms = { readonly count: number } & ({ readonly of: Abstract } | { readonly left: Arms; readonly right: Arms });

/** The arms in their order. */
export function* eachArm(arms: Arms): Generator<Abstract> {
  const pending = [arms];
  for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
    if ("of" in next) yield next.of;
    else pending.push(next.right, next.left);
  }
}
