import { type CodePoints, overlap } from "./code-points.ts";
import type { Automaton } from "./pattern-automaton.ts";

/**
 * Whether some text matches in a number of ways that grows exponentially with its length, as `(?:a+)*` does: an engine
 * that backtracks, as Python's and Java's do, then never ends. It is so exactly when one text leads from a position
 * back to itself in two ways (Weber and Seidl, "On the degree of ambiguity of finite automata", 1991).
 */
export function isExponential(automaton: Automaton): boolean {
  const { sets, next } = automaton;
  const reached = next.map((_, position) => reachable([position], (from) => next[from] ?? []));
  const sameLoop = (a: number, b: number): boolean => reached[a]?.has(b) === true && reached[b]?.has(a) === true;
  const inLoop = next.map((to, from) => to.filter((position) => sameLoop(from, position)));
  if (inLoop.some((to) => new Set(to).size < to.length)) return true;

  const size = sets.length;
  const after = (pair: number): readonly number[] => {
    const [a, b] = [Math.floor(pair / size), pair % size];
    return (inLoop[a] ?? []).flatMap((x) => (inLoop[b] ?? []).filter((y) => canMeet(sets, x, y)).map((y) => x * size + y));
  };
  const diagonal = sets.map((_, position) => position * size + position);
  const apart = [...reachable(diagonal, after)].filter((pair) => pair % (size + 1) !== 0);
  const before = new Map<number, number[]>();
  for (const pair of apart) {
    for (const to of after(pair)) {
      const known = before.get(to);
      if (known === undefined) before.set(to, [pair]);
      else known.push(pair);
    }
  }
  return [...reachable(diagonal, (pair) => before.get(pair) ?? [])].some((pair) => pair % (size + 1) !== 0);
}

const canMeet = (sets: readonly CodePoints[], a: number, b: number): boolean => a === b || overlap(sets[a] ?? [], sets[b] ?? []);

/** What can be reached from the starts in one step or more. */
function reachable(starts: readonly number[], after: (from: number) => readonly number[]): ReadonlySet<number> {
  const found = new Set<number>();
  const open = [...starts];
  for (let from = open.pop(); from !== undefined; from = open.pop()) {
    for (const to of after(from)) {
      if (found.has(to)) continue;
      found.add(to);
      open.push(to);
    }
  }
  return found;
}
