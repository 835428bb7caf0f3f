/** One step of a chain of equalities. */
export interface Link<T, R> {
  readonly from: T;
  readonly to: T;
  readonly reason: R;
  /** When the two were put together: later links have greater times. */
  readonly time: number;
}

/**
 * Remembers why things were put together: a forest in which each merge is one edge. The path between two things is unique and does not
 * change when more is merged, so a reason that relies on it never relies on itself.
 */
export class ProofForest<T, R> {
  readonly #up = new Map<T, Link<T, R>>();

  /** `a` and `b` are in different trees; for speed `a` is in the smaller one. */
  connect(a: T, b: T, reason: R, time: number): void {
    let link: Link<T, R> | undefined = { from: a, to: b, reason, time };
    while (link !== undefined) {
      const above = this.#up.get(link.from);
      this.#up.set(link.from, link);
      link = above === undefined ? undefined : { ...above, from: above.to, to: above.from };
    }
  }

  /** The links from `a` to `b`; empty when they are one thing. Throws if they were never put together. */
  path(a: T, b: T): readonly Link<T, R>[] {
    const fromA = this.#ascent(a);
    const fromB = this.#ascent(b);
    while (fromA.length > 0 && fromB.length > 0 && fromA.at(-1) === fromB.at(-1)) {
      fromA.pop();
      fromB.pop();
    }
    const meets = fromA.at(-1)?.to ?? a;
    if (meets !== (fromB.at(-1)?.to ?? b)) throw new Error("no reason connects the two");
    return [...fromA, ...fromB.reverse().map((link) => ({ ...link, from: link.to, to: link.from }))];
  }

  #ascent(start: T): Link<T, R>[] {
    const links: Link<T, R>[] = [];
    for (let link = this.#up.get(start); link !== undefined; link = this.#up.get(link.to)) links.push(link);
    return links;
  }
}
