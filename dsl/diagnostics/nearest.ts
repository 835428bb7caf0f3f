import { distance } from "fastest-levenshtein";

/** The name in `names` that a person most likely meant, or undefined when none is near. Case does not count. */
export function nearest(wanted: string, names: readonly string[]): string | undefined {
  const wish = wanted.toLowerCase();
  const ranked = names
    .map((name) => ({ name, steps: distance(wish, name.toLowerCase()) }))
    .filter(({ name, steps }) => steps <= Math.max(1, Math.floor(Math.max(wanted.length, name.length) * 0.4)))
    .sort((a, b) => a.steps - b.steps || (a.name < b.name ? -1 : 1));
  return ranked[0]?.name;
}

/** "did you mean `x`?" when a name is near, else what exists, at most twelve of them. */
export function nearestOrAll(wanted: string, names: readonly string[], what: string): string {
  const near = nearest(wanted, names);
  if (near !== undefined) return `did you mean \`${near}\`?`;
  if (names.length === 0) return `there are no ${what}`;
  const shown = names.slice(0, 12).map((name) => `\`${name}\``);
  return `${what}: ${shown.join(", ")}${names.length > shown.length ? `, and ${names.length - shown.length} more` : ""}`;
}
