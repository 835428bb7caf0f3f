import { expressionInWords } from "../expressions/in-words.ts";
import { nativesIn } from "../expressions/native.ts";
import type { LakePlan, TablePlan } from "../operations/lake.ts";
import { ruleOf } from "../operations/rules.ts";
import { nodesInOrder } from "../operations/steps.ts";
import type { Acknowledgement, Assumption, ConsentProof, Explanation, LakeProof, Outcome, TableProof } from "../proofs/proof.ts";

/** What a privacy officer asks of a lake, as data: `privacy.json`. In the order of the names. */
export interface PrivacyReport {
  readonly tables: readonly TablePrivacy[];
  readonly acknowledgements: readonly (Acknowledgement & { readonly accepts: readonly string[] })[];
  /** Expressions in an engine's own SQL, of which nothing is proven but what they may be computed from. */
  readonly native: readonly {
    readonly table: string;
    readonly spark: string;
    readonly duckdb: string;
    readonly inputs: readonly string[];
  }[];
  /** What the proofs take from the declarations of the sources. */
  readonly assumptions: readonly { readonly assumes: string; readonly usedBy: readonly string[] }[];
}

export interface TablePrivacy {
  readonly table: string;
  readonly zone: string;
  /** The consent that the zone requires. */
  readonly requires: string | null;
  readonly consent: readonly Claim[];
  readonly onePerson: readonly Claim[];
  readonly fanOut: readonly Claim[];
  /** The kinds of personal data in each column that has some. */
  readonly personal: Readonly<Record<string, readonly string[]>>;
  /** The kinds of personal data that decide which rows there are. */
  readonly presence: readonly string[];
}

interface Claim {
  readonly claim: string;
  readonly status: Outcome["status"];
  /** Whose consent is shown. */
  readonly level?: ConsentProof["level"];
}

/** Puts together what was proven of every table of a zone, and what that rests on. */
export function privacyReport(plan: LakePlan, proof: LakeProof): PrivacyReport {
  const zones = new Map(plan.zones.map((zone) => [zone.name, zone]));
  const zoneOf = new Map(plan.tables.map(({ name, zone }) => [name, zone]));
  return {
    tables: proof.tables.map((table) => {
      const zone = zoneOf.get(table.table) ?? "";
      return {
        table: table.table,
        zone,
        requires: zones.get(zone)?.requires ?? null,
        consent: table.consent.map(({ claim, status, level }) => ({ claim, status, level })),
        onePerson: table.onePerson.map(claimOf),
        fanOut: table.fanOut.map(claimOf),
        personal: Object.fromEntries(Object.entries(table.personal.columns).filter(([, kinds]) => kinds.length > 0)),
        presence: table.personal.presence,
      };
    }),
    acknowledgements: proof.tables.flatMap(({ acknowledgements }) =>
      acknowledgements.map((written) => ({ ...written, accepts: acceptedBy(written, proof.tables) })),
    ),
    native: plan.tables.flatMap(nativesOf),
    assumptions: assumptionsOf(proof.tables),
  };
}

const nativesOf = ({ name: table, relation }: TablePlan): PrivacyReport["native"] =>
  nativesIn(nodesInOrder(relation).flatMap((node) => ruleOf(node).expressions(node))).map(({ spark, duckdb, inputs }) => ({
    table,
    spark,
    duckdb,
    inputs: inputs.map(({ name, expression }) => `${name} = ${expressionInWords(expression)}`),
  }));

const claimOf = ({ claim, status }: Outcome & { readonly claim: string }): Claim => ({ claim, status });

/** The claims that are accepted for a reason, in words with their table. */
function acceptedBy(written: Acknowledgement, tables: readonly TableProof[]): readonly string[] {
  const isIt = ({ kind, table, step, column }: { kind: string; table: string; step?: number; column?: string }): boolean =>
    kind === written.kind && table === written.table && step === written.step && column === written.column;
  return tables.flatMap(({ table, consent, onePerson, fanOut, personal }) =>
    [...consent, ...onePerson, ...fanOut, ...personal.denied, ...personal.implicit].flatMap((outcome) =>
      outcome.status === "acknowledged" && outcome.by.some(isIt) ? [`${table}: ${outcome.claim}`] : [],
    ),
  );
}

function assumptionsOf(tables: readonly TableProof[]): PrivacyReport["assumptions"] {
  const used = new Map<string, Set<string>>();
  for (const { table, ...proof } of tables) {
    for (const assumption of [...assumedIn(proof), ...proof.assumptions.filter(({ kind }) => DECLARED.has(kind))]) {
      const words = assumptionInWords(assumption);
      used.set(words, (used.get(words) ?? new Set()).add(table));
    }
  }
  return [...used].map(([assumes, usedBy]) => ({ assumes, usedBy: [...usedBy].sort() })).sort((a, b) => (a.assumes < b.assumes ? -1 : 1));
}

/** What stands in no step of a proof. */
const DECLARED: ReadonlySet<Assumption["kind"]> = new Set<Assumption["kind"]>(["reference", "injective", "nobody"]);

/** What the answers rest on. That a column is never null because its source says so is nothing to report of each column. */
function assumedIn({ consent, onePerson, fanOut }: Omit<TableProof, "table">): readonly Assumption[] {
  const below = ({ assumption, because }: Explanation): readonly Assumption[] => [
    ...(assumption === undefined ? [] : [assumption]),
    ...because.flatMap(below),
  ];
  return [...consent, ...onePerson, ...fanOut].flatMap((outcome) => (outcome.status === "proven" ? outcome.because.flatMap(below) : []));
}

export function assumptionInWords(assumption: Assumption): string {
  switch (assumption.kind) {
    case "unique":
      return `${assumption.table} is unique by ${assumption.columns.join(", ")}`;
    case "notNull":
      return `${assumption.table}.${assumption.column} is never null`;
    case "reference":
      return `a row of ${assumption.source} is about who has its ${assumption.column} as ${assumption.references} in ${assumption.table}`;
    case "injective":
      return `different values have different ${assumption.function} values`;
    case "nobody":
      return `the rows of ${assumption.source} are about nobody, though ${assumption.columns.join(", ")} hold personal data`;
  }
}
