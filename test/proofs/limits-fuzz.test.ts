import { expect, test } from "vitest";
import type { Expression, Side } from "../../dsl/expressions/expression.ts";
import type { RelationNode } from "../../dsl/operations/relation.ts";
import { schemaOfRelation } from "../../dsl/operations/rules.ts";
import { COMBINATIONS } from "../../dsl/proofs/cases/views.ts";
import type { TableProof } from "../../dsl/proofs/proof.ts";
import { prove } from "../../dsl/proofs/prove.ts";
import { Rng } from "../random/rng.ts";
import { call, column, distinct, filter, joined, literal, millis, orderOf, prefixed, readTable, select, tableOf, union } from "./build.ts";
import { customerTrusted, lakeOf, landing, TRUSTED } from "./stedi.ts";

const PLANS = Number(process.env.SLUICE_CASES ?? 60);
const SEED = Number(process.env.SLUICE_SEED ?? 1);
/** Milliseconds of processor time for one table, on a machine that does much else. */
const SOON = 10_000;

const COLUMNS = ["email", "phone", "registrationDate", "shareWithResearchAsOfDate"];

/** ANDs, ORs and NOTs over comparisons and null tests of columns. */
function conditionOf(rng: Rng, relation: RelationNode, deep: number, side?: Side): Expression {
  if (deep > 0 && rng.chance(0.8)) {
    const parts = Array.from({ length: 2 + rng.below(3) }, () => conditionOf(rng, relation, deep - 1, side));
    const whole = call(rng.chance(0.7) ? "or" : "and", ...parts);
    return rng.chance(0.2) ? call("not", whole) : whole;
  }
  const { name, type } = rng.pick(schemaOfRelation(relation).columns);
  const operand = column(name, side);
  if (rng.chance(0.4)) return call(rng.chance(0.5) ? "isNull" : "isNotNull", operand);
  const value = type.kind === "string" ? literal(`v${rng.below(5)}`) : millis(rng.below(5));
  return call(rng.pick(["eq", "ne", "gt", "lte"] as const), operand, value);
}

/** Unions of a relation with itself under a condition, and joins of it with itself, one upon the other. */
function relationOf(rng: Rng): RelationNode {
  let relation: RelationNode = select(rng.chance(0.5) ? landing : readTable(customerTrusted), ...COLUMNS);
  const steps = 2 + rng.below(6);
  for (let i = 0; i < steps; i++) {
    const key = schemaOfRelation(relation).columns[0]?.name ?? "email";
    const other = prefixed(rng.chance(0.5) ? relation : select(landing, ...COLUMNS), `r${i}_`);
    const otherKey = schemaOfRelation(other).columns[0]?.name ?? "email";
    switch (rng.below(6)) {
      case 0:
        relation = union(relation, relation);
        break;
      case 1:
        relation = union(filter(relation, conditionOf(rng, relation, 2)), relation);
        break;
      case 2:
        relation = filter(relation, conditionOf(rng, relation, 3));
        break;
      case 3:
        relation = joined("join", relation, other, { [key]: otherKey });
        break;
      case 4: {
        const where = call("or", conditionOf(rng, other, 2, "right"), conditionOf(rng, relation, 1, "left"));
        relation = joined(rng.chance(0.5) ? "semiJoin" : "antiJoin", relation, other, { [key]: otherKey }, { where });
        break;
      }
      default:
        relation = distinct(relation);
    }
  }
  return relation;
}

function proofOf(relation: RelationNode): { readonly proof: TableProof | undefined; readonly milliseconds: number } {
  const lake = lakeOf([...TRUSTED, tableOf("wide", "trusted", relation)]);
  const before = process.cpuUsage();
  const { tables } = prove(lake, orderOf(lake));
  const { user, system } = process.cpuUsage(before);
  return { proof: tables.find(({ table }) => table === "wide"), milliseconds: (user + system) / 1000 };
}

test(`${PLANS} random unions, joins and ORs: each is proven or refused soon, with the limit that it breaks`, () => {
  let followed = 0;
  for (let i = 0; i < PLANS; i++) {
    const seed = SEED * 100_000 + i;
    const { proof, milliseconds } = proofOf(relationOf(new Rng(seed)));
    expect(milliseconds, `seed ${seed}`).toBeLessThan(SOON);
    const tooMany = proof?.findings.find(({ code }) => code === "too-many-cases");
    if (tooMany === undefined) {
      // A table whose conditions contradict each other has no row to ask about.
      if ((proof?.consent.length ?? 0) > 0) followed += 1;
    } else {
      // A question that needs too many combinations is asked of the whole table.
      const asked = Object.values(tooMany.parameters).includes(COMBINATIONS);
      expect(tooMany, `seed ${seed}`).toMatchObject({ table: "wide", ...(asked ? {} : { step: expect.any(Number) }) });
      expect(proof?.consent, `seed ${seed}`).toEqual([]);
    }
  }
  expect(followed).toBeGreaterThan(PLANS / 4);
});
