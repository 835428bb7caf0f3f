import { isDeepStrictEqual } from "node:util";
import type { LakePlan } from "../operations/lake.ts";
import { toSteps } from "../operations/steps.ts";

/** What a plan declares otherwise than expected, in words; undefined when it is the same. */
export function differenceOf(expected: LakePlan, found: LakePlan): string | undefined {
  for (const kind of ["sources", "tables"] as const) {
    for (const [i, table] of expected[kind].entries()) {
      const other = found[kind][i];
      if (other === undefined || other.name !== table.name)
        return `the lake would have other tables: ${other?.name ?? "none"} in the place of ${table.name}`;
      if (isDeepStrictEqual(plain(table), plain(other))) continue;
      return `${table.name} would ${columnsInWords(table, other) ?? "be made in another way"}`;
    }
    const more = found[kind][expected[kind].length];
    if (more !== undefined) return `the lake would have one more table, ${more.name}`;
  }
  if (!isDeepStrictEqual(expected.consents, found.consents)) return "a consent would change";
  return isDeepStrictEqual(expected.zones, found.zones) ? undefined : "a zone would change";
}

const plain = (table: LakePlan["sources"][number] | LakePlan["tables"][number]): unknown =>
  "relation" in table ? { ...table, relation: toSteps(table.relation) } : table;

function columnsInWords(expected: { readonly columns: readonly { readonly name: string }[] }, found: typeof expected): string | undefined {
  const names = (table: typeof expected): readonly string[] => table.columns.map(({ name }) => name);
  const missing = (from: readonly string[], among: readonly string[]): string =>
    from
      .filter((name) => !among.includes(name))
      .map((name) => `\`${name}\``)
      .join(", ");
  const gained = missing(names(found), names(expected));
  const lost = missing(names(expected), names(found));
  const parts = [...(gained === "" ? [] : [`gain ${gained}`]), ...(lost === "" ? [] : [`lack ${lost}`])];
  return parts.length === 0 ? undefined : parts.join(" and ");
}
