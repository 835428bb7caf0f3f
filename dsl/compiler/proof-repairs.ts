import type { Code } from "../diagnostics/codes.ts";
import type { Site } from "../diagnostics/diagnostic.ts";
import type { Repair } from "../diagnostics/repair.ts";
import type { Failure } from "../proofs/proof.ts";

export interface RepairSites {
  readonly table: Site | undefined;
  /** Of a step of the table. */
  readonly siteOf: (step: number) => Site | undefined;
}

/** The option that accepts what is not shown, at the join or the table, as the message shows it. */
const ACCEPTANCES: { readonly [C in Code]?: { readonly option: string; readonly reason: string; readonly at: "join" | "table" } } = {
  "join-fan-out": { option: "many", reason: "why several matches are wanted", at: "join" },
  "row-mixes-people": { option: "samePerson", reason: "why they are one", at: "join" },
  "row-may-mix-people": { option: "anyOwner", reason: "why one of them is enough", at: "join" },
  "consent-of-some-owner": { option: "anyOwner", reason: "why one of them is enough", at: "table" },
  "personal-data-in-rows": { option: "implicit", reason: "why the rows may tell it", at: "table" },
  "consent-not-at-event-time": { option: "atAnyTime", reason: "why it does not matter", at: "table" },
};

/** The edits that the way out of a failure shows. What lets less data through is safe; what accepts an exception needs a person. */
export function repairsOf(failure: Failure, sites: RepairSites): readonly Repair[] {
  const { code, option, filter } = failure;
  const acceptance = ACCEPTANCES[code];
  const acceptedAt = acceptance?.at === "join" ? (failure.step === undefined ? undefined : sites.siteOf(failure.step)) : sites.table;
  return [
    ...(option === undefined ? [] : [optionRepair(option.name, option.value, true, sites.siteOf(option.step))]),
    ...(filter === undefined ? [] : [filterRepair(filter, sites.table)]),
    ...(acceptance === undefined || acceptedAt === undefined
      ? []
      : [optionRepair(acceptance.option, JSON.stringify(acceptance.reason), false, acceptedAt)]),
  ];
}

const optionRepair = (option: string, value: string, isSafe: boolean, site: Site | undefined): Repair => ({
  shown: `${option}: ${value}`,
  isSafe,
  change: { do: "add-option", option, value },
  site,
});

const filterRepair = (call: string, site: Site | undefined): Repair => ({
  shown: call,
  isSafe: true,
  change: { do: "append-to-from", call },
  site,
});
