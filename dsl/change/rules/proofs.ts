import { assumptionInWords } from "../../compiler/privacy-report.ts";
import type { Acknowledgement, ConsentProof, Outcome, Part, TableProof } from "../../proofs/proof.ts";
import type { Found } from "../change.ts";
import { type Compared, type Side, tablePlan } from "../compared.ts";
import type { PrivacyKind } from "../kinds/privacy-kinds.ts";
import { type Sentence, say } from "../sentence.ts";
import { ofTables, only, type TableRule } from "./rule.ts";

type Claimed = Outcome & { readonly claim: string };

/** A claim of both trees that asks the same, or of one. */
interface Asked<C> {
  readonly before?: C;
  readonly after?: C;
}

const proofOf = (side: Side | undefined): TableProof | undefined => tablePlan(side)?.proof;

/** Matches claims by what they ask; those that ask the same several times, in their order. */
function matched<C>(before: readonly C[], after: readonly C[], keyOf: (claim: C, side: "before" | "after") => string): readonly Asked<C>[] {
  const waiting = Map.groupBy(before, (claim) => keyOf(claim, "before"));
  const asked = after.map((claim): Asked<C> => {
    const was = waiting.get(keyOf(claim, "after"))?.shift();
    return was === undefined ? { after: claim } : { before: was, after: claim };
  });
  return [...asked, ...[...waiting.values()].flat().map((claim) => ({ before: claim }))];
}

const partKey = ({ source, through }: Part, renamed: (name: string) => string): string =>
  `${renamed(source)} ${through === undefined ? "" : renamed(through)}`;

const same = (name: string): string => name;

const consents = ({ before, after, renamed }: Compared): readonly Asked<ConsentProof>[] =>
  matched(proofOf(before)?.consent ?? [], proofOf(after)?.consent ?? [], ({ consent, part }, side) =>
    [consent, partKey(part, side === "before" ? renamed : same)].join(" "),
  );

/** How much is shown, from nothing on. */
const LEVELS = ["failed", "inherited", "acknowledged", "none", "candidate", "all-owners", "exact"] as const;
const strength = ({ status, level }: ConsentProof): number => LEVELS.indexOf(status === "proven" ? level : status);

const LEVEL_WORDS: { readonly [L in ConsentProof["level"]]: string } = {
  exact: "the person's own consent is proven",
  "all-owners": "the consent of all whom it may be about is proven",
  candidate: "the consent of one whom it may be about is proven",
  none: "nobody's consent is proven",
};
const STATUS_WORDS = {
  acknowledged: "accepted for a reason",
  failed: "not shown",
  inherited: "not shown, as in the table that it reads",
} as const;
const standing = ({ status, level }: ConsentProof): string => (status === "proven" ? LEVEL_WORDS[level] : STATUS_WORDS[status]);

/** What a claim that is not proven lacks, and why that is accepted. */
function lacking(outcome: Outcome, side: Side | undefined): readonly Sentence[] {
  if (outcome.status === "proven") return [];
  const written = proofOf(side)?.acknowledgements ?? [];
  const reasons = outcome.by.map(({ kind, table, step, column }) => {
    const own = written.find((one) => one.kind === kind && one.table === table && one.step === step && one.column === column);
    return own === undefined ? say`accepted by ${kind} of ${table}` : say`accepted by ${kind}: ${own.reason}`;
  });
  return [say`known: ${outcome.failure.known}`, say`missing: ${outcome.failure.missing}`, ...reasons];
}

/** What may become of a consent that is asked in both trees. */
type Fate = Exclude<Extract<PrivacyKind, `consent-${string}`>, "consent-asked" | "consent-unasked">;

/** Undefined when nothing became of it. */
function fateOf(before: ConsentProof, after: ConsentProof, renamed: (claim: string) => string): Fate | undefined {
  const [was, is] = [strength(before), strength(after)];
  if (was === is) return renamed(before.claim) === after.claim ? undefined : "consent-restated";
  if (before.status === "proven" && after.status !== "proven") return "consent-lost";
  if (before.status !== "proven" && after.status === "proven") return "consent-gained";
  return is < was ? "consent-weakened" : "consent-gained";
}

const ofFate =
  (fate: Fate): TableRule =>
  (compared) =>
    consents(compared).flatMap(({ before, after }): readonly Found[] => {
      if (before === undefined || after === undefined) return [];
      const found = fateOf(before, after, (claim) => renamedIn(claim, compared));
      if (found !== fate) return [];
      const restates = fate === "consent-restated" || fate === "consent-weakened";
      const words = (one: ConsentProof): string => (restates ? `${one.claim} (${standing(one)})` : one.claim);
      const follows = isFromElsewhere(after, compared.table);
      return [{ ...SAYS[fate](words(before), words(after)), notes: lacking(after, compared.after), follows }];
    });

type Says = (before: string, after: string) => Found;
const onlyBefore: Says = (before) => ({ before });
const onlyAfter: Says = (_, after) => ({ after });
const bothOf: Says = (before, after) => ({ before, after });

/** Which side says it all. */
const SAYS: { readonly [F in Fate]: Says } = {
  "consent-lost": onlyBefore,
  "consent-weakened": bothOf,
  "consent-gained": onlyAfter,
  "consent-restated": bothOf,
};

/** What is not shown was accepted, or is reported, in the tables that it reads. */
const isFromElsewhere = (outcome: Outcome, own: string): boolean =>
  outcome.status === "inherited" || (outcome.status === "acknowledged" && outcome.by.every(({ table }) => table !== own));

/** A claim of the base with the names of the head. */
const renamedIn = (claim: string, { renamed }: Compared): string => claim.replaceAll(/[A-Za-z_][A-Za-z0-9_]*/g, renamed);

/** Claims of a question that were proven and are not, or the other way. */
const turned =
  (question: "onePerson" | "fanOut", from: (outcome: Outcome) => boolean): TableRule =>
  (compared) => {
    const { before, after } = compared;
    const claims = (side: Side | undefined): readonly Claimed[] => proofOf(side)?.[question] ?? [];
    const keyOf = ({ claim }: Claimed, side: "before" | "after"): string => (side === "before" ? renamedIn(claim, compared) : claim);
    return matched(claims(before), claims(after), keyOf).flatMap((asked): readonly Found[] => {
      if (asked.before === undefined || asked.after === undefined) return [];
      if (!from(asked.before) || from(asked.after)) return [];
      const follows = isFromElsewhere(asked.after, compared.table);
      return [{ before: asked.before.claim, after: asked.after.claim, notes: lacking(asked.after, after), follows }];
    });
  };
const isProven = ({ status }: Outcome): boolean => status === "proven";
const isNotProven = (outcome: Outcome): boolean => !isProven(outcome);

/** A written reason by what it accepts; joins of a kind go by their order. */
const exceptionWords = ({ kind, column }: Acknowledgement): string => (column === undefined ? kind : `${kind} of ${column}`);

const exceptions = ({ before, after, columns }: Compared): readonly Asked<Acknowledgement>[] => {
  const renamed = new Map(columns.map((pair) => [pair.before?.name, pair.after?.name]));
  const keyOf = (one: Acknowledgement, side: "before" | "after"): string =>
    exceptionWords(side === "before" && one.column !== undefined ? { ...one, column: renamed.get(one.column) ?? one.column } : one);
  return matched(proofOf(before)?.acknowledgements ?? [], proofOf(after)?.acknowledgements ?? [], keyOf);
};

const assumptions = (side: Side | undefined): readonly string[] =>
  (proofOf(side)?.assumptions ?? []).filter(({ kind }) => kind !== "notNull").map(assumptionInWords);

/** Rules of what is proven, and what is accepted instead. */
export const PROOFS = {
  "consent-lost": ofFate("consent-lost"),
  "consent-weakened": ofFate("consent-weakened"),
  "consent-gained": ofFate("consent-gained"),
  "consent-restated": ofFate("consent-restated"),
  "consent-asked": (compared) =>
    consents(compared).flatMap(({ before, after }) =>
      before !== undefined || after === undefined
        ? []
        : [{ after: `${after.claim} (${standing(after)})`, notes: lacking(after, compared.after) }],
    ),
  "consent-unasked": (compared) =>
    compared.after === undefined
      ? []
      : consents(compared).flatMap(({ before, after }) =>
          after !== undefined || before === undefined ? [] : [{ before: `${before.claim} (${standing(before)})` }],
        ),
  "one-person-lost": turned("onePerson", isProven),
  "one-person-gained": turned("onePerson", isNotProven),
  "fan-out-lost": turned("fanOut", isProven),
  "fan-out-gained": turned("fanOut", isNotProven),
  "exception-added": (compared) =>
    exceptions(compared).flatMap(({ before, after }) =>
      before !== undefined || after === undefined ? [] : [{ after: exceptionWords(after), notes: [say`because: ${after.reason}`] }],
    ),
  "exception-removed": (compared) =>
    compared.after === undefined
      ? []
      : exceptions(compared).flatMap(({ before, after }) =>
          after !== undefined || before === undefined ? [] : [{ before: exceptionWords(before), notes: [say`it was: ${before.reason}`] }],
        ),
  "exception-reworded": (compared) =>
    exceptions(compared).flatMap(({ before, after }) =>
      before === undefined || after === undefined || before.reason === after.reason
        ? []
        : [{ after: exceptionWords(after), notes: [say`because: ${after.reason}`, say`it was: ${before.reason}`] }],
    ),
  "assumption-added": ofTables((_, compared) =>
    only(
      assumptions(compared.after),
      assumptions(compared.before).map((words) => renamedIn(words, compared)),
      same,
    ).map((after) => ({ after })),
  ),
  "assumption-removed": ofTables((_, compared) =>
    only(
      assumptions(compared.before).map((words) => renamedIn(words, compared)),
      assumptions(compared.after),
      same,
    ).map((before) => ({ before })),
  ),
} as const satisfies { readonly [K in PrivacyKind]?: TableRule };
