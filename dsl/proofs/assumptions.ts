import { allRows } from "./cases/case.ts";
import type { Assumption, Explanation, Outcome, TableProof } from "./proof.ts";
import type { Asked } from "./questions/table.ts";

/** All declarations that the proofs of a table rest on, each once. */
export function assumptionsOf(
  answers: Pick<TableProof, "consent" | "onePerson" | "fanOut" | "notNull">,
  asked: Asked,
): readonly Assumption[] {
  const found = new Map<string, Assumption>();
  const add = (assumption: Assumption): void => void found.set(JSON.stringify(assumption), assumption);
  const visit = ({ assumption, because }: Explanation): void => {
    if (assumption !== undefined) add(assumption);
    because.forEach(visit);
  };
  const outcomes: readonly Outcome[] = [...answers.consent, ...answers.onePerson, ...answers.fanOut];
  for (const outcome of outcomes) if (outcome.status === "proven") outcome.because.forEach(visit);
  for (const { because } of answers.notNull) because.forEach(visit);
  aboutSomebody(answers, asked).forEach(add);
  aboutNobody(asked).forEach(add);
  return [...found].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, assumption]) => assumption);
}

/** The references by which the people in the rows were found. */
function aboutSomebody({ consent, onePerson }: Pick<TableProof, "consent" | "onePerson">, { world }: Asked): readonly Assumption[] {
  const named = [
    ...consent.map(({ part: { source }, column }) => ({ source, column })),
    ...onePerson.flatMap(({ parts }) => parts.flatMap(({ source }) => columnsOf(source, world).map((column) => ({ source, column })))),
  ];
  return named.flatMap(({ source, column }): readonly Assumption[] => {
    const reference = world.sources.get(source)?.plan.person.find((one) => one.column === column);
    if (reference === undefined) return [];
    return [{ kind: "reference", source, column: reference.column, table: reference.table, references: reference.references }];
  });
}

const columnsOf = (source: string, world: Asked["world"]): readonly string[] =>
  (world.sources.get(source)?.plan.person ?? []).map(({ column }) => column);

/** Rows with personal data that no declaration gives to a person: nothing is asked of them. */
function aboutNobody({ world, persons, knowledge }: Asked): readonly Assumption[] {
  const sources = new Set(
    knowledge.cases.flatMap((one) => allRows(one).flatMap(({ role, row }) => (role === "data" ? [row.relation.name] : []))),
  );
  return [...sources].flatMap((source): readonly Assumption[] => {
    const columns = (world.sources.get(source)?.plan.columns ?? []).flatMap(({ name, personal }) => (personal === undefined ? [] : [name]));
    return columns.length === 0 || persons.mentionsOf(source).length > 0 ? [] : [{ kind: "nobody", source, columns }];
  });
}
