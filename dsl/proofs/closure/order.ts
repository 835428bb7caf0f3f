import type { Edge } from "./reason.ts";

/** The order that the edges say, over classes of equal terms. `C` is a class. */
export class Order<C> {
  readonly #out = new Map<C, { readonly to: C; readonly edge: Edge }[]>();

  constructor(edges: Iterable<Edge>, classOf: (edge: Edge, end: "from" | "to") => C) {
    for (const edge of edges) {
      const [from, to] = [classOf(edge, "from"), classOf(edge, "to")];
      const out = this.#out.get(from);
      if (out === undefined) this.#out.set(from, [{ to, edge }]);
      else out.push({ to, edge });
    }
  }

  /** Whether an edge leads from or to the class. */
  mentions(a: C): boolean {
    return this.#out.has(a) || [...this.#out.values()].some((out) => out.some(({ to }) => to === a));
  }

  /** The fewest edges that lead from `a` to `b`, with a strict one among them if asked for. */
  path(a: C, b: C, strict: boolean): readonly Edge[] | undefined {
    const visited: readonly [Set<C>, Set<C>] = [new Set(), new Set()];
    let frontier: { readonly at: C; readonly strict: boolean; readonly edges: Trail }[] = [{ at: a, strict: false, edges: undefined }];
    while (frontier.length > 0) {
      const next: typeof frontier = [];
      for (const state of frontier) {
        for (const { to, edge } of this.#out.get(state.at) ?? []) {
          const reached = { at: to, strict: state.strict || edge.strict, edges: { edge, before: state.edges } };
          if (to === b && (reached.strict || !strict)) return edgesOf(reached.edges);
          const seen = visited[reached.strict ? 1 : 0];
          if (!seen.has(to)) next.push(reached);
          seen.add(to);
        }
      }
      frontier = next;
    }
    return undefined;
  }

  /** The edges that lie on a cycle. */
  cyclic(): readonly Edge[] {
    const component = this.#components();
    return [...this.#out].flatMap(([from, out]) =>
      out.filter(({ to }) => component.get(from) === component.get(to)).map(({ edge }) => edge),
    );
  }

  /** Tarjan's strongly connected components; each class gets the number of its component. */
  #components(): ReadonlyMap<C, number> {
    const index = new Map<C, number>();
    const low = new Map<C, number>();
    const component = new Map<C, number>();
    const stack: C[] = [];
    let components = 0;
    const visit = (at: C): void => {
      const own = index.size;
      index.set(at, own);
      low.set(at, own);
      stack.push(at);
      for (const { to } of this.#out.get(at) ?? []) {
        if (!index.has(to)) visit(to);
        if (!component.has(to)) low.set(at, Math.min(low.get(at) ?? own, low.get(to) ?? own));
      }
      if (low.get(at) !== own) return;
      for (let member = stack.pop(); member !== undefined; member = stack.pop()) {
        component.set(member, components);
        if (member === at) break;
      }
      components++;
    };
    for (const at of this.#out.keys()) if (!index.has(at)) visit(at);
    return component;
  }
}

type Trail = { readonly edge: Edge; readonly before: Trail } | undefined;

function edgesOf(trail: Trail): readonly Edge[] {
  const edges: Edge[] = [];
  for (let at = trail; at !== undefined; at = at.before) edges.push(at.edge);
  return edges.reverse();
}
