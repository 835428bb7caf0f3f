/** So many parts stand beside each other; more become groups, since engines go as deep into `a OR b OR c` as it is long. */
const BESIDE = 50;

/** Joins parts in their order, in groups of groups where there are many; `group` joins those of a group. */
export function balanced<T>(parts: readonly T[], join: (parts: readonly T[]) => T, group = join): T {
  if (parts.length <= BESIDE) return join(parts);
  const groups = Array.from({ length: Math.ceil(parts.length / BESIDE) }, (_, i) => group(parts.slice(i * BESIDE, (i + 1) * BESIDE)));
  return balanced(groups, join, group);
}
