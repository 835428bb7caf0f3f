import { say } from "../sentence.ts";
import { after, before, type KindDefinition } from "./definition.ts";

/** What zones promise, and what all jobs share. */
export const LAKE_KINDS = {
  "zone-added": { class: "additive", words: (c) => say`new zone ${after(c)}` },
  "zone-removed": { class: "breaking", words: (c) => say`the zone ${before(c)} is gone` },
  "zone-loosened": { class: "privacy", gated: true, words: (c) => say`a zone promises less: ${after(c)}; it was ${before(c)}` },
  "zone-tightened": { class: "privacy", words: (c) => say`a zone promises more: ${after(c)}; it was ${before(c)}` },
  "consent-declared": { class: "privacy", words: (c) => say`new consent ${after(c)}` },
  "consent-removed": { class: "privacy", gated: true, words: (c) => say`the consent ${before(c)} is gone` },
  "consent-redefined": { class: "privacy", gated: true, words: (c) => say`a consent is another: ${after(c)}; it was ${before(c)}` },
  "runtime-changed": { class: "wording", words: (c) => say`the runtime of all jobs has changed: ${after(c)}` },
} as const satisfies Record<string, KindDefinition>;

export type LakeKind = keyof typeof LAKE_KINDS;
