import { distance } from "fastest-levenshtein";
import type { Repair } from "./repair.ts";

/** The name is written as the one that is nearest, when only one is. */
export function nameRepair(wanted: string, names: readonly string[], isSafe: (name: string) => boolean = () => true): readonly Repair[] {
  const [first, second] = rankedNames(wanted, names);
  if (first === undefined || first.steps === second?.steps) return [];
  return [{ shown: first.name, isSafe: isSafe(first.name), change: { do: "write-name", was: wanted, name: first.name } }];
}

/** The name in `names` that a person most likely meant, or undefined when none is near. Case does not count. */
export const nearest = (wanted: string, names: readonly string[]): string | undefined => rankedNames(wanted, names)[0]?.name;

function rankedNames(wanted: string, names: readonly string[]): readonly { readonly name: string; readonly steps: number }[] {
  const wish = wanted.toLowerCase();
  return names
    .map((name) => ({ name, steps: isSwapped(wish, name.toLowerCase()) ? 1 : distance(wish, name.toLowerCase()) }))
    .filter(({ name, steps }) => steps <= Math.max(1, Math.floor(Math.max(wanted.length, name.length) * 0.4)))
    .sort((a, b) => a.steps - b.steps || (a.name < b.name ? -1 : 1));
}

/** Whether two neighbouring letters changed places, which is one slip and not two. */
function isSwapped(one: string, other: string): boolean {
  const at = [...one].findIndex((letter, i) => letter !== other[i]);
  return at >= 0 && one === `${other.slice(0, at)}${other[at + 1] ?? ""}${other[at] ?? ""}${other.slice(at + 2)}`;
}

/** "did you mean `x`?" when a name is near, else what exists, at most twelve of them. */
export function nearestOrAll(wanted: string, names: readonly string[], what: string): string {
  const near = nearest(wanted, names);
  if (near !== undefined) return `did you mean \`${near}\`?`;
  if (names.length === 0) return `there are no ${what}`;
  const shown = names.slice(0, 12).map((name) => `\`${name}\``);
  return `${what}: ${shown.join(", ")}${names.length > shown.length ? `, and ${names.length - shown.length} more` : ""}`;
}
