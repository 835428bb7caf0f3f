import type { Relation } from "../../dsl/authoring/relation-types.ts";
import type { Field } from "../../dsl/schema/field.ts";

/** Whether two types are the same, not only assignable to each other. */
export type Equal<A, B> = (<T>() => T extends A ? 1 : 2) extends <T>() => T extends B ? 1 : 2 ? true : false;

/** Does not compile unless the type is `true`. */
export type Expect<T extends true> = T;

/** The fields of a relation. */
export type FieldsIn<R> = R extends Relation<infer F> ? F : never;

/** What a relation's columns are, by their names: easier to read than a union of fields. */
export type RowOf<R> = { [F in FieldsIn<R> as F["name"]]: F["type"] };

export type { Field };
