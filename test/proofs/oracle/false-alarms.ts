import type { Proven } from "../../../dsl/proofs/prove.ts";
import { type ModelTrial, modelPath, PEOPLE, provenAsTheModel } from "./model.ts";

/** Something that is refused, and whether a database shows that it must be. */
export interface Refusal {
  readonly question: "consent" | "fan-out" | "one person";
  /** Where in the plan it is, and what is missing. */
  readonly shape: string;
  readonly refuted: boolean;
  readonly seed: number;
}

/** All that is refused of the model's plan. */
export function refusalsOf(trial: ModelTrial): readonly Refusal[] {
  const { table } = provenAsTheModel(trial);
  if (table === undefined) return [];
  const { refuted = { consent: [], people: [], fanOut: [] }, seed } = trial;
  const consent = table.proof.consent.flatMap((one): readonly Refusal[] => {
    if (one.status === "proven") return [];
    const shape = `${one.failure.code}, ${one.part.source} under ${opsOn(one.part.path, table)}`;
    return [{ question: "consent", shape, refuted: refuted.consent.includes(modelPath(one.part.path, table)), seed }];
  });
  const pairs = new Set(refuted.people.map((pair) => [...pair].sort().join("~")));
  const people = [...table.pairs.values()].flatMap(({ rows: [a, b], verdict, standing }): readonly Refusal[] => {
    if (standing.status === "exempt" || PEOPLE[verdict] === "proven" || verdict === "unrelated") return [];
    const sources = [a, b].map(({ row }) => row.relation.name).sort();
    const shape = `${verdict}, ${sources.join(" with ")} under ${opsOn(a.path, table)}`;
    const pair = [a, b].map(({ path }) => modelPath(path, table)).sort();
    return [{ question: "one person", shape, refuted: pairs.has(pair.join("~")), seed }];
  });
  const fanOut = table.proof.fanOut.flatMap(({ step, status }): readonly Refusal[] => {
    if (status === "proven") return [];
    const node = table.knowledge.steps[step];
    const right = node !== undefined && "right" in node ? node.right.op : "";
    return [{ question: "fan-out", shape: `${node?.op} with ${right}`, refuted: refuted.fanOut.includes(`${step}`), seed }];
  });
  return [...consent, ...people, ...fanOut];
}

/** The operations that keep both sides' rows, from the outermost, with the side; and those that group. */
function opsOn(path: string, { knowledge }: Proven): string {
  const sides = path
    .split(".")
    .slice(0, -1)
    .map((segment) => `${knowledge.steps[Number.parseInt(segment.slice(1), 10)]?.op} ${segment[0]}`)
    .filter((words) => !words.startsWith("semiJoin") && !words.startsWith("antiJoin"));
  const groups = knowledge.steps.map(({ op }) => op).filter((op) => op === "aggregate" || op === "distinct" || op === "latest");
  return [...new Set([...sides, ...groups])].join(", ") || "filters only";
}

/** The shapes with the most refusals that are not refuted: how many, of how many, and a seed of one. */
export function shapesOf(refusals: readonly Refusal[]): readonly string[] {
  const shapes = new Map<string, Refusal[]>();
  for (const one of refusals) shapes.set(one.shape, [...(shapes.get(one.shape) ?? []), one]);
  return [...shapes]
    .map(([shape, all]) => ({ shape, all, alarms: all.filter(({ refuted }) => !refuted) }))
    .filter(({ alarms }) => alarms.length > 0)
    .sort((a, b) => b.alarms.length - a.alarms.length)
    .slice(0, MOST_SHAPES)
    .map(({ shape, all, alarms }) => `  ${alarms.length} of ${all.length}: ${shape} (plan ${alarms[0]?.seed})`);
}

const MOST_SHAPES = 12;
