import type { Note, Problem, Site } from "../diagnostics/diagnostic.ts";
import type { Expression } from "../expressions/expression.ts";
import type { LakePlan } from "../operations/lake.ts";
import type { RelationNode } from "../operations/relation.ts";
import { nodesInOrder, tablesRead } from "../operations/steps.ts";
import type { Failure, LakeProof, Outcome, TableProof } from "../proofs/proof.ts";
import { dependencyOrder } from "./order.ts";
import { repairsOf } from "./proof-repairs.ts";

export interface ProofSites {
  /** Where each source, table and zone is declared. */
  readonly declared: ReadonlyMap<string, Site>;
  readonly zones: ReadonlyMap<string, Site>;
  readonly nodes: { readonly get: (part: RelationNode | Expression) => Site | undefined };
}

/** What is not proven and not accepted, each once, at the operation that makes it so. */
export function problemsOfProof(proof: LakeProof, plan: LakePlan, sites: ProofSites): readonly Problem[] {
  const tables = new Map(plan.tables.map((table) => [table.name, table]));
  const problemOf = (failure: Failure): Problem => {
    const table = tables.get(failure.table);
    const siteOf = (step: number): Site | undefined => {
      const node = table === undefined ? undefined : nodesInOrder(table.relation)[step];
      return node === undefined ? undefined : sites.nodes.get(node);
    };
    const declared = sites.declared.get(failure.table);
    const comparison = failure.comparison === undefined ? undefined : sites.nodes.get(failure.comparison);
    const site = comparison ?? (failure.step === undefined ? undefined : siteOf(failure.step)) ?? declared;
    const notes = [
      ...wordsOfGap(failure),
      ...(isAboutConsent(failure) && table !== undefined ? requirementOf(plan, table.zone, sites) : []),
    ];
    const repairs = repairsOf(failure, { table: declared, siteOf });
    return {
      code: failure.code,
      parameters: failure.parameters,
      site,
      focus: comparison === undefined ? failure.focus : undefined,
      notes,
      repairs,
    } as Problem;
  };
  const unproven = new Map(proof.tables.map((table) => [table.table, failuresOf(table)]));
  const below = tablesBelow(plan, new Set(proof.tables.flatMap(({ table }) => (unproven.get(table)?.length ? [table] : []))));
  const failures = [
    ...proof.findings,
    ...proof.tables.flatMap(({ table, findings }) => [
      ...(unproven.get(table) ?? []),
      ...findings.filter(({ code }) => !(code === "unused-acknowledgement" && below.has(table))),
    ]),
  ];
  return failures.map(problemOf);
}

const failuresOf = (table: TableProof): readonly Failure[] =>
  [...table.consent, ...table.onePerson, ...table.fanOut, ...table.personal.denied, ...table.personal.implicit].flatMap(failureOf);

/** What reads one of these tables, also through others: whether its reasons are needed is known when those are proven. */
function tablesBelow(plan: LakePlan, tables: ReadonlySet<string>): ReadonlySet<string> {
  const below = new Set<string>();
  const reads = new Map(plan.tables.map(({ name, relation }) => [name, tablesRead(relation)]));
  for (const name of dependencyOrder(plan)) if (reads.get(name)?.some((read) => tables.has(read) || below.has(read))) below.add(name);
  return below;
}

const failureOf = (outcome: Outcome): readonly Failure[] => (outcome.status === "failed" ? [outcome.failure] : []);

/** Whether the message leaves the nearest fact and the missing step to notes. */
const hasGap = ({ parameters }: Failure): boolean => "missing" in parameters;

const wordsOfGap = (failure: Failure): readonly Note[] =>
  hasGap(failure) ? [{ message: `known: ${failure.known}` }, { message: `missing: ${failure.missing}` }] : [];

const isAboutConsent = ({ code }: Failure): boolean => code.startsWith("consent-");

function requirementOf(plan: LakePlan, zoneName: string, sites: ProofSites): readonly Note[] {
  const requires = plan.zones.find(({ name }) => name === zoneName)?.requires;
  const site = sites.zones.get(zoneName);
  return requires === undefined || site === undefined ? [] : [{ message: `${zoneName} requires \`${requires}\``, site, focus: "requires" }];
}
