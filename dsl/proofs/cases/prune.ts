import { termsOf } from "../facts/fact.ts";
import { tightened } from "../facts/tighten.ts";
import type { Term } from "../terms/term.ts";
import { type Alternative, type Case, isPossible, type Known, mapAlternatives, type Split } from "./case.ts";
import { choose, together } from "./choose.ts";
import type { About, Place } from "./relevance.ts";
import { type Combination, combinationsOf } from "./views.ts";

/**
 * The case without the alternatives that contradict what was just learnt of these terms; a split with one alternative left is none any
 * more. Undefined where the case cannot be.
 */
export function pruned(one: Case, learnt: readonly Term[]): Case | undefined {
  if (!isPossible(one)) return undefined;
  let [known, about]: readonly [Case, About] = [one, { terms: learnt }];
  while (known.splits.length > 0) {
    const { places, combinations, complete } = combinationsOf(known, about);
    if (combinations.length === 0) return undefined;
    const left = new Map<Split, ReadonlySet<number>>();
    for (const place of places)
      left.set(
        place.split,
        survivors(
          place,
          combinations.map(({ chosen }) => chosen),
        ),
      );
    if (complete && places.length > 1 && combinations.length > 1 && combinations.length <= sum(places)) {
      return { ...known, splits: [...rest(known, places), { alternatives: combinations.map((one) => alternativeOf(one, places)) }] };
    }
    if ([...left].every(([split, alternatives]) => alternatives.size === split.alternatives.length)) return known;
    const { splits, certain } = prunedSplits(known.splits, left);
    known = certain.reduce((before, alternative) => choose(before, alternative, before.splits), { ...known, splits });
    if (!isPossible(known)) return undefined;
    if (certain.length === 0) return known;
    about = { terms: certain.flatMap((alternative) => alternative.facts.flatMap(({ atom }) => termsOf(atom))) };
  }
  return known;
}

/** Splits whose combinations are no more than their alternatives are better one split. */
const sum = (places: readonly Place[]): number => places.reduce((all, { split }) => all + split.alternatives.length, 0);

function rest({ splits }: Known, places: readonly Place[]): readonly Split[] {
  const taken = new Set(places.map(({ split }) => split));
  return splits.filter((split) => !taken.has(split));
}

/** All that a combination chose, as one alternative, in the order of the plan: of rows that are one, the first speaks for the others. */
function alternativeOf({ chosen }: Combination, places: readonly Place[]): Alternative {
  const inOrder = [...places].sort((a, b) => a.number - b.number);
  const alternatives = inOrder.flatMap((place): readonly Alternative[] => {
    const alternative = place.split.alternatives[chosen.get(place) ?? -1];
    return alternative === undefined ? [] : [{ ...alternative, splits: apart(rest(alternative, places)) }];
  });
  const whole = alternatives.slice(1).reduce(together, alternatives[0] as Alternative);
  return { ...whole, facts: tightened(whole.facts) };
}

/** An alternative of several combinations has splits of its own in each: what is learnt of one is not learnt of the others. */
const apart = (splits: readonly Split[]): readonly Split[] =>
  mapAlternatives(splits, (one) => (one.splits.length === 0 ? one : { ...one, splits: apart(one.splits) }));

/** Where no combination has the split, its alternatives are as they were. */
function survivors(place: Place, combinations: readonly ReadonlyMap<Place, number>[]): ReadonlySet<number> {
  const chosen = combinations.flatMap((one) => one.get(place) ?? []);
  return new Set(chosen.length === 0 ? place.split.alternatives.keys() : chosen);
}

interface Pruned {
  readonly splits: readonly Split[];
  /** The only ones that are left of their splits. */
  readonly certain: readonly Alternative[];
}

function prunedSplits(splits: readonly Split[], left: ReadonlyMap<Split, ReadonlySet<number>>): Pruned {
  const certain: Alternative[] = [];
  const kept = splits.flatMap((split): readonly Split[] => {
    const survive = left.get(split);
    const changed = split.alternatives.filter((_, i) => survive?.has(i) ?? true).map((one) => prunedAlternative(one, left));
    const [only] = changed;
    if (changed.length > 1 || only === undefined) return [{ alternatives: changed }];
    certain.push({ ...only, splits: [] });
    return only.splits;
  });
  return { splits: kept, certain };
}

function prunedAlternative(one: Alternative, left: ReadonlyMap<Split, ReadonlySet<number>>): Alternative {
  if (one.splits.length === 0) return one;
  const { splits, certain } = prunedSplits(one.splits, left);
  return certain.reduce((before, more) => together(before, { ...more, splits: [] }), { ...one, splits });
}

/** The case as several, one for each combination of the alternatives that a question depends on; the other splits stay. */
export function resolved(one: Case, about: About): readonly Case[] {
  const { places, combinations } = combinationsOf(one, about);
  return combinations.map((combination) => {
    const inside = alternativeOf(combination, places).splits;
    return { ...combination.view, splits: [...rest(one, places), ...inside] };
  });
}
