import type { LakePlan, TablePlan } from "../operations/lake.ts";
import { acknowledgementsIn, referenceFindings, type Uses, unusedAcknowledgements, usesOf, withUses } from "./acknowledgements.ts";
import { assumptionsOf } from "./assumptions.ts";
import { withinSteps } from "./closure/work.ts";
import { personsOf } from "./persons/build.ts";
import type { Persons } from "./persons/persons.ts";
import type { Failure, FanOutProof, LakeProof, TableProof } from "./proof.ts";
import { proveConsent } from "./questions/consent.ts";
import { proveFanOut } from "./questions/fan-out.ts";
import { type Deciders, decidersIn } from "./questions/implicit.ts";
import { lintCondition, tooManyCases } from "./questions/lints.ts";
import { proveNotNull } from "./questions/not-null.ts";
import { comparePeople, crowdOf, type Pairs, proveOnePerson, standingsOf } from "./questions/one-person.ts";
import { provePersonal } from "./questions/personal-data.ts";
import type { Asked, Upstream } from "./questions/table.ts";
import { type Before, isKnowable, knowTable, type Readable, type TableKnowledge, type Unknowable } from "./tables.ts";
import { type World, worldOf } from "./world.ts";

/**
 * Proves what can be proven of every table of a lake, from its declarations alone. The plan must be right in all other respects: names,
 * types, no cycles. `order` names its sources and tables such that each stands after what it reads.
 */
export function prove(plan: LakePlan, order: readonly string[]): LakeProof {
  const world = worldOf(plan);
  const persons = personsOf(world, order);
  const proofs = [...proofsOf(proveEach(world, order, persons))].sort((a, b) => (a.table < b.table ? -1 : 1));
  const used = usesOf(proofs);
  return { tables: proofs.map((proof) => withAcknowledgements(proof, used)), findings: referenceFindings(plan, persons.isUnique) };
}

/** A table with its proofs and all that they were made from. */
export interface Proven {
  readonly knowledge: TableKnowledge;
  readonly pairs: Pairs;
  readonly proof: TableProof;
}

/** Proves the tables of a lake, whose rows are about these people, one after the other. Of each only what readers need is kept. */
export function* proveEach(world: World, order: readonly string[], persons: Persons): Generator<Proven | Unknowable> {
  const before = new Map<string, Upstream | Unknowable>();
  const upstream = (name: string): Upstream | undefined => {
    const table = before.get(name);
    return table === undefined || !isKnowable(table) ? undefined : table;
  };
  for (const name of order) {
    const table = world.tables.get(name);
    if (table === undefined) continue;
    const proven = withinSteps(
      () => proveTable(table, world, persons, before, upstream),
      (limit): Unknowable => ({ table, limit }),
    );
    before.set(
      name,
      "proof" in proven ? { ...readableOf(proven.knowledge), proof: proven.proof, standings: standingsOf(proven.pairs) } : proven,
    );
    yield proven;
  }
}

const readableOf = ({ paths, settled }: TableKnowledge): Readable => ({ paths, settled });

function* proofsOf(tables: Iterable<Proven | Unknowable>): Generator<TableProof> {
  for (const table of tables) yield "proof" in table ? table.proof : unknowable(table);
}

function proveTable(table: TablePlan, world: World, persons: Persons, before: Before, upstream: Asked["upstream"]): Proven | Unknowable {
  const fanOut: FanOutProof[] = [];
  const findings: Failure[] = [];
  const deciders: Deciders[] = [];
  const knowledge = knowTable(table, world, persons, before, (step) => {
    fanOut.push(...proveFanOut(step));
    findings.push(...lintCondition(step));
    deciders.push(decidersIn(step, persons, upstream));
  });
  if (!isKnowable(knowledge)) return knowledge;
  const asked: Asked = { world, persons, knowledge, upstream };
  const pairs = comparePeople(asked);
  const answers = {
    consent: proveConsent(asked),
    onePerson: proveOnePerson(pairs, asked),
    crowd: crowdOf(asked),
    fanOut,
    personal: provePersonal(asked, deciders),
    notNull: proveNotNull(asked),
  };
  const assumptions = assumptionsOf(answers, asked);
  const proof: TableProof = { table: table.name, ...answers, assumptions, acknowledgements: acknowledgementsIn(knowledge), findings };
  return { knowledge, proof, pairs };
}

/** Only when all tables are proven is it known which reasons were needed. */
function withAcknowledgements(proof: TableProof, used: Uses): TableProof {
  const acknowledgements = withUses(proof.acknowledgements, used);
  return { ...proof, acknowledgements, findings: [...proof.findings, ...unusedAcknowledgements(acknowledgements)] };
}

const unknowable = (known: Unknowable): TableProof => ({
  table: known.table.name,
  consent: [],
  onePerson: [],
  crowd: [],
  fanOut: [],
  personal: { columns: {}, presence: [], implicit: [], denied: [] },
  notNull: [],
  assumptions: [],
  acknowledgements: [],
  findings: tooManyCases(known),
});
