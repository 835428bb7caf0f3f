import { keyText, propertyText } from "../key-text.ts";
import type { Repair } from "../repair.ts";
import { type Definition, error, warning } from "./definition.ts";

/** What a proof needed and did not find. */
interface Unproven {
  readonly table: string;
  readonly claim: string;
  readonly known: string;
  readonly missing: string;
  readonly repair: string;
}

const unproven = (words: Pick<Definition<Unproven>, "meaning" | "remedy">): Definition<Unproven> =>
  error({
    message: (p: Unproven) => `${p.table}: it is not shown that ${p.claim}`,
    help: (p) => p.repair,
    ...words,
  });

const WHY_PERSONAL = '"why it may stand here"';

const personalText = (column: string): string => `personal: { ${keyText(column)}: ${WHY_PERSONAL} }`;

const personalRepair = (column: string): Repair => ({
  shown: personalText(column),
  isSafe: false,
  change: { do: "add-option", option: keyText(column), value: WHY_PERSONAL, inside: "personal" },
});

/** Consent, personal data, fan-out, and one row one person: see docs/proofs.md. */
export const PROOFS = {
  "consent-not-proven": unproven({
    meaning:
      "The zone requires a consent of every person behind its rows. From what the steps say, no row of the person table that agreed belongs to this row.",
    remedy: "Match the rows with those who agreed, by a key of the person table: a `semiJoin` with a table that keeps only them.",
  }),
  "consent-may-be-absent": unproven({
    meaning: "The row stands for a person, and the column that says when they agreed may be empty: they may never have agreed.",
    remedy: "Keep the rows that have it: `.filter((row) => row.agreedAt.isNotNull())`, with the name of your column.",
  }),
  "consent-not-at-event-time": unproven({
    meaning:
      "The person agreed at some time, but not shown to be before the event that the row tells of. What happened before the consent must not be used.",
    remedy:
      "Compare the two times where the rows are matched: `where: (row, person) => row.at.gte(person.agreedAt)`. If time does not matter, say why: `atAnyTime`.",
  }),
  "consent-of-some-owner": unproven({
    meaning: "The reference fits several people, and only one of them is shown to have agreed.",
    remedy:
      "Take out the values of those who did not agree, keep the values that belong to exactly one person, or say why one is enough: `anyOwner`.",
  }),
  "ambiguous-reference": error({
    message: (p: { table: string; column: string; references: string }) =>
      `${p.table}: \`${p.column}\` refers to ${p.references}, which is not unique, so it may fit several people`,
    help: (p) => `say so: \`person: { ${keyText(p.column)}: ambiguous(...) }\`, or declare the referenced column unique`,
    meaning: "A source says whose its rows are by a column that is not declared unique there, so a row may be anybody's of several people.",
    remedy: "If each value belongs to one person, declare the column `unique` there: every run checks it. Else write `ambiguous(...)`.",
  }),
  "personal-data-in-column": error({
    message: (p: { table: string; column: string; tags: readonly string[]; origin: string }) =>
      `${p.table}: \`${p.column}\` carries personal data (${p.tags.join(", ")}) from ${p.origin}, which its zone denies`,
    repairs: (p) => [personalRepair(p.column)],
    help: (p) =>
      `drop it, replace it by a keyed pseudonym (\`.pseudonym("key name")\`), or allow it by name: \`${personalText(p.column)}\``,
    meaning: 'The zone says `personal: "deny"`. This column has, or is computed from, or is equal to, a column that is marked as personal.',
    remedy: "Drop the column or replace it by a keyed pseudonym. If it must be there, allow it by name with the reason.",
  }),
  "guessable-hash": error({
    message: (p: { table: string; column: string; tags: readonly string[]; origin: string }) =>
      `${p.table}: \`${p.column}\` is an unkeyed hash of ${p.origin} (${p.tags.join(", ")}): whoever guesses a value can check it`,
    repairs: (p) => [personalRepair(p.column)],
    help: (p) => `drop it, use a keyed pseudonym (\`.pseudonym("key name")\`), or allow it by name: \`${personalText(p.column)}\``,
    meaning: "Names, e-mail addresses and phone numbers can be listed and hashed, so a hash without a key hides none of them.",
    remedy: "Use a keyed pseudonym, or drop the column. If it must be there, allow it by name with the reason.",
  }),
  "personal-data-in-rows": error({
    message: (p: { table: string; operation: string; of: string | null; tags: readonly string[] }) =>
      `${p.table}: ${p.of === null ? `\`${p.operation}\` chooses rows` : `the rows of ${p.of} are chosen`} by personal data (${p.tags.join(", ")}), so which rows there are tells it, and the zone denies that`,
    help: () => `choose by a keyed pseudonym, or accept it with a reason at the table: \`implicit: "why the rows may tell it"\``,
    meaning:
      'The zone says `implicit: "deny"`. No column need hold personal data for a row to tell some: a table of those whose name is X tells their name by being there.',
    remedy:
      "Choose the rows before they enter the zone by what is not personal, or by a keyed pseudonym. If they may tell it, say why at the table: `implicit`. Tables that read it need no reason of their own.",
  }),
  "join-fan-out": unproven({
    meaning: "Where several right rows match one left row, the left row comes out several times, and sums and counts of it are wrong.",
    remedy: "Join on a key of the right side, or keep one row of each with `.latest(...)`. If several are wanted, say why: `many`.",
  }),
  "row-mixes-people": unproven({
    meaning:
      "A row of the result has facts about two people references, and nothing shows that both are one person: it may pair one's step with another's motion.",
    remedy: "Match the two through the person table as well, so that both lead to the same row of it.",
  }),
  "row-may-mix-people": unproven({
    meaning:
      "A row of the result has facts about two people references. One of them fits several people, and the other is just one of these.",
    remedy: "Keep only the values that belong to exactly one person, or say at the join why one of them is enough: `anyOwner`.",
  }),
  "null-rows-vanish": warning({
    message: (p: { table: string; condition: string; columns: readonly string[] }) =>
      `${p.table}: \`${p.condition}\` is neither true nor false where ${p.columns.join(" or ")} is null, so those rows go unnamed`,
    help: (p) =>
      `name them: \`${propertyText("row", p.columns[0] ?? "...")}.isNotNull().and(...)\` to drop them, \`${propertyText("row", p.columns[0] ?? "...")}.isNull().or(...)\` to keep them`,
    meaning:
      'A comparison with NULL is neither true nor false, and a filter keeps what is true. "Everything but x" so loses the rows without a value.',
    remedy: "Say what becomes of the rows without a value, with `.isNotNull()` or `.isNull()`.",
  }),
  "filter-never-true": warning({
    message: (p: { table: string; operation: string }) =>
      `${p.table}: the condition of \`${p.operation}\` can never hold, so no row is left`,
    help: () => "compare it with the steps before: they already exclude what it asks for",
    meaning: "What is known of the rows contradicts the condition, so the table will always be empty.",
    remedy: "Compare the condition with the steps before it: one of them says the opposite.",
  }),
  "too-many-cases": error({
    message: (p: { table: string; limit: string }) => `${p.table}: the proofs would have to follow more than ${p.limit}`,
    help: () =>
      "split the conditions that speak of several columns into several, take the columns that nobody needs out before the joins, or unite fewer relations",
    meaning:
      "Unions, left joins and ORs make cases. A proof follows those that its question depends on; where these depend on each other there can be too many. The limit is on work, so that a compile never hangs, and is the same on every machine.",
    remedy:
      "Split the conditions that speak of several columns into several, take the columns that nobody needs out before the joins (`select`), or unite fewer relations.",
  }),
  "unused-acknowledgement": error({
    message: (p: { table: string; option: string }) =>
      `${p.table}: \`${p.option}\` accepts nothing: what it speaks of is proven, or is not asked`,
    help: (p) => `take \`${p.option}\` out`,
    repairs: (p) => [
      {
        shown: p.option,
        isSafe: true,
        change: p.option.startsWith("ambiguous(") ? { do: "unwrap", called: "ambiguous" } : { do: "take-out" },
      },
    ],
    meaning: "An exception that is not needed today would silently excuse what comes tomorrow.",
    remedy: "Take it out.",
  }),
};
