import type { ConsentPlan, LakePlan, ZonePlan } from "../../operations/lake.ts";
import type { Found } from "../change.ts";
import type { LakeKind } from "../kinds/lake-kinds.ts";
import type { Tree } from "../tree/tree.ts";
import { only } from "./rule.ts";

/** Finds the changes of one kind of the lake as a whole. */
export type LakeRule = (base: Tree, head: Tree, renamed: (name: string) => string) => readonly Found[];

type Zones = Pick<LakePlan, "zones" | "consents">;

const named = <T extends { readonly name: string }>(items: readonly T[], others: readonly T[]): readonly (readonly [T, T])[] =>
  items.flatMap((item) => {
    const other = others.find(({ name }) => name === item.name);
    return other === undefined ? [] : [[item, other] as const];
  });

const byName = ({ name }: { readonly name: string }): string => name;

/** What a zone promises, each promise on its own. */
const promises = ({ requires, personal, implicit = "allow" }: ZonePlan): readonly string[] => [
  ...(requires === undefined ? [] : [`requires ${requires}`]),
  ...(personal === "deny" ? ["denies personal data"] : []),
  ...(implicit === "deny" ? ["denies that personal data decides the rows"] : []),
];

const zoneWords = (zone: ZonePlan): string => `${zone.name} ${promises(zone).join(" and ") || "promises nothing"}`;

/** Zones in which `less` lacks a promise that `more` has. */
const promisesFewer = (base: Zones, head: Zones, less: "before" | "after"): readonly Found[] =>
  named(base.zones, head.zones).flatMap(([before, after]) => {
    const [few, many] = less === "after" ? [after, before] : [before, after];
    const lost = only(promises(many), promises(few), (promise) => promise);
    return lost.length === 0 ? [] : [{ before: zoneWords(before), after: zoneWords(after) }];
  });

const consentWords = ({ name, person, givenAt }: ConsentPlan): string => `${name}: ${person}.${givenAt}`;

const RUNTIME = /^sluice(\.py$|_runtime\/)/;

/** Rules of the lake as a whole. */
export const LAKE_RULES: { readonly [K in LakeKind]: LakeRule } = {
  "zone-added": ({ zones: base }, { zones: head }) => only(head.zones, base.zones, byName).map((zone) => ({ after: zoneWords(zone) })),
  "zone-removed": ({ zones: base }, { zones: head }) => only(base.zones, head.zones, byName).map((zone) => ({ before: zoneWords(zone) })),
  "zone-loosened": ({ zones: base }, { zones: head }) => promisesFewer(base, head, "after"),
  "zone-tightened": ({ zones: base }, { zones: head }) => promisesFewer(base, head, "before"),
  "consent-declared": ({ zones: base }, { zones: head }) =>
    only(head.consents, base.consents, byName).map((consent) => ({ after: consentWords(consent) })),
  "consent-removed": ({ zones: base }, { zones: head }) =>
    only(base.consents, head.consents, byName).map((consent) => ({ before: consentWords(consent) })),
  "consent-redefined": ({ zones: base }, { zones: head }, renamed) =>
    named(base.consents, head.consents).flatMap(([before, after]) => {
      const [was, is] = [consentWords({ ...before, person: renamed(before.person) }), consentWords(after)];
      return was === is ? [] : [{ before: was, after: is }];
    }),
  "runtime-changed": (base, head) => {
    const paths = [...new Set([...base.files.keys(), ...head.files.keys()])].filter((path) => RUNTIME.test(path));
    const differing = paths.filter((path) => base.files.get(path) !== head.files.get(path)).sort();
    // The first compile brings it.
    return differing.length === 0 || base.files.size === 0 ? [] : [{ after: differing.join(", ") }];
  },
};
