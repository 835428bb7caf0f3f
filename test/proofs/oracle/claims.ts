import { closureOf, columnIn } from "../../../dsl/proofs/cases/case.ts";
import { isUniqueBy } from "../../../dsl/proofs/cases/unique.ts";
import { viewsOf } from "../../../dsl/proofs/cases/views.ts";
import { withinSteps } from "../../../dsl/proofs/closure/work.ts";
import type { Proven } from "../../../dsl/proofs/prove.ts";
import { domainOf } from "../../../dsl/proofs/terms/domain.ts";
import { constant } from "../../../dsl/proofs/terms/term.ts";
import type { Random } from "./random.ts";

export type Counts = Record<string, number>;

export const count = (counts: Counts, what: string, more: number): void => {
  counts[what] = (counts[what] ?? 0) + more;
};

export type Order = "equal" | "atMost" | "below" | "differ";

export const BOUNDS = {
  atMost: (order: number) => order <= 0,
  below: (order: number) => order < 0,
  atLeast: (order: number) => order >= 0,
  above: (order: number) => order > 0,
} as const;

/** What is claimed of a table and can be looked at in its rows. */
export interface Claims {
  readonly name: string;
  readonly proven: Proven;
  readonly keys: readonly { readonly columns: readonly string[]; readonly nullSafe: boolean }[];
  /** Pairs of columns with what always holds of them. */
  readonly orders: readonly { readonly a: string; readonly b: string; readonly is: Order }[];
  /** Numbers and times with a bound that always holds. */
  readonly bounds: readonly { readonly column: string; readonly is: keyof typeof BOUNDS; readonly limit: number }[];
  readonly nulls: readonly string[];
  /** The path in the run behind a path in the proof. */
  readonly resolve: (path: string) => string;
}

export function claimsOf(proven: Proven, tables: ReadonlyMap<string, Proven>, random: Random, counts: Counts): Claims {
  const { knowledge, proof, pairs } = proven;
  const { table, cases } = knowledge;
  const names = table.columns.map(({ name }) => name);
  const keys = Array.from({ length: 3 }, () => ({
    columns: random.sample(names, random.integer(1, 3)),
    nullSafe: random.chance(0.5),
  })).filter(({ columns, nullSafe }) =>
    withinSteps(
      () => isUniqueBy(cases, columns, nullSafe, { table: table.name }),
      () => false,
    ),
  );
  const always = (columns: readonly string[], holds: (one: (typeof cases)[number]) => boolean): boolean =>
    cases.length > 0 && cases.every((one) => viewsOf(one, { terms: columns.map((column) => columnIn(one, column)) }).cases.every(holds));
  const orders = names.flatMap((a) =>
    names.flatMap((b) =>
      (["equal", "atMost", "below", "differ"] as const)
        .filter((is) => a !== b && always([a, b], (one) => Boolean(closureOf(one)[is](columnIn(one, a), columnIn(one, b)))))
        .map((is) => ({ a, b, is })),
    ),
  );
  const bounds = table.columns
    .filter(({ type }) => type.kind === "int64" || type.kind === "epochMillis")
    .flatMap(({ name: column, type }) =>
      [-1, 0, 1, 2].flatMap((limit) => {
        const constantTerm = constant(domainOf(type), BigInt(limit));
        return (["atMost", "below", "atLeast", "above"] as const)
          .filter((is) =>
            always([column], (one) => {
              const [closure, term] = [closureOf(one), columnIn(one, column)];
              if (is === "atMost" || is === "below") return closure[is](term, constantTerm);
              return is === "atLeast" ? closure.atMost(constantTerm, term) : closure.below(constantTerm, term);
            }),
          )
          .map((is) => ({ column, is, limit }));
      }),
    );
  for (const { status, level } of proof.consent) count(counts, `consent ${status === "proven" ? level : status}`, 1);
  for (const { standing } of pairs.values()) count(counts, `one person ${standing.status}`, 1);
  for (const { status } of proof.fanOut) count(counts, `fan-out ${status}`, 1);
  count(counts, "not null", proof.notNull.length);
  count(counts, "keys", keys.length);
  count(counts, "orders", orders.length);
  count(counts, "tables", 1);
  counts["most cases"] = Math.max(counts["most cases"] ?? 0, cases.length);
  count(counts, "bounds", bounds.length);
  return {
    name: table.name,
    proven,
    keys,
    orders,
    bounds,
    nulls: names.filter((name) => always([name], (one) => closureOf(one).isNull(columnIn(one, name)))),
    resolve: (path) => resolve(path, tables),
  };
}

/** `L3.trusted 1` becomes `L3.trusted/` and the path that row 1 has in that table. */
function resolve(path: string, tables: ReadonlyMap<string, Proven>): string {
  const segments = path.split(".");
  const [name = "", row] = (segments.at(-1) ?? "").split(" ");
  if (row === undefined) return path;
  const inner = resolve(tables.get(name)?.knowledge.paths[Number(row)] ?? "", tables);
  return [...segments.slice(0, -1), `${name}/${inner}`].join(".");
}
