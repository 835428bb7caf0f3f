import type { LakePlan } from "../../../dsl/operations/lake.ts";
import { personsOf } from "../../../dsl/proofs/persons/build.ts";
import type { Persons } from "../../../dsl/proofs/persons/persons.ts";
import { type Proven, proveEach } from "../../../dsl/proofs/prove.ts";
import { worldOf } from "../../../dsl/proofs/world.ts";

/** The tables of which something can be proven, with all that the proofs were made from. */
export type Prover = (lake: LakePlan, order: readonly string[]) => ReadonlyMap<string, Proven>;

/** Proves a lake, perhaps with other people in it. */
export const proverWith =
  (change: (persons: Persons, lake: LakePlan) => Persons): Prover =>
  (lake, order) => {
    const world = worldOf(lake);
    const tables = proveEach(world, order, change(personsOf(world, order), lake));
    return new Map([...tables].flatMap((table) => ("proof" in table ? [[table.proof.table, table] as const] : [])));
  };

export const proveLake: Prover = proverWith((persons) => persons);
