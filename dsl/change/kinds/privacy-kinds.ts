import { say } from "../sentence.ts";
import { after, before, column, type KindDefinition } from "./definition.ts";

/** What is proven of people in a table, and where their data stands. */
export const PRIVACY_KINDS = {
  "person-changed": {
    class: "privacy",
    gated: true,
    words: (c) => say`whose rows these are is declared otherwise: ${after(c)}; it was ${before(c)}`,
  },
  "event-time-changed": { class: "privacy", gated: true, words: (c) => say`the time of a row is ${after(c)}; it was ${before(c)}` },
  "personal-reaches": { class: "privacy", reaches: "column", words: (c) => say`personal data reaches column ${column(c)}: ${after(c)}` },
  "personal-leaves": { class: "privacy", reaches: "column", words: (c) => say`personal data leaves column ${column(c)}: ${before(c)}` },
  "presence-reaches": { class: "privacy", words: (c) => say`personal data decides now which rows there are: ${after(c)}` },
  "presence-leaves": { class: "privacy", words: (c) => say`personal data no longer decides which rows there are: ${before(c)}` },

  "consent-lost": { class: "privacy", gated: true, words: (c) => say`consent is no longer proven: ${before(c)}` },
  "consent-weakened": { class: "privacy", gated: true, words: (c) => say`less of a consent is shown: ${after(c)}; it was ${before(c)}` },
  "consent-gained": { class: "privacy", words: (c) => say`consent is proven now: ${after(c)}` },
  "consent-restated": { class: "privacy", words: (c) => say`another consent is shown: ${after(c)}; it was ${before(c)}` },
  "consent-asked": { class: "privacy", words: (c) => say`consent is asked: ${after(c)}` },
  "consent-unasked": { class: "privacy", words: (c) => say`consent is no longer asked: ${before(c)}` },

  "proofs-follow": { class: "privacy", words: (c) => say`what is proven follows ${after(c)}, where the change is told` },

  "one-person-lost": { class: "privacy", gated: true, words: (c) => say`one row, one person is no longer proven: ${before(c)}` },
  "one-person-gained": { class: "privacy", words: (c) => say`one row, one person is proven now: ${after(c)}` },
  "fan-out-lost": { class: "widening", words: (c) => say`rows may multiply, it is no longer proven: ${before(c)}` },
  "fan-out-gained": { class: "additive", words: (c) => say`no row multiplies, it is proven now: ${after(c)}` },

  "exception-added": { class: "privacy", words: (c) => say`new exception ${after(c)}` },
  "exception-removed": { class: "privacy", words: (c) => say`exception ${before(c)} is gone` },
  "exception-reworded": { class: "wording", words: (c) => say`exception ${after(c)} has another reason` },
  "assumption-added": { class: "privacy", words: (c) => say`the proofs rest on more: ${after(c)}` },
  "assumption-removed": { class: "privacy", words: (c) => say`the proofs no longer need: ${before(c)}` },
} as const satisfies Record<string, KindDefinition>;

export type PrivacyKind = keyof typeof PRIVACY_KINDS;
