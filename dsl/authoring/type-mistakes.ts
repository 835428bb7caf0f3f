import type { Decimal, DropFields, Field } from "../schema/field.ts";

/**
 * Mistakes that a type says in a sentence, for the editor to show. Each is `unknown`, which asks for nothing, where there is
 * no mistake.
 */

/** A sentence in the place of a type. */
export interface Mistake<Sentence extends string> {
  readonly mistake: Sentence;
}

/** The names on the left of `on` pairs; of pairs that are all optional, as an earlier mistake leaves them, none. */
export type LeftKeys<On> = NonNullable<unknown> extends On ? never : keyof On & string;
/** Same-named pairs: they yield one column. */
export type MergedKeys<On> = NonNullable<unknown> extends On ? never : SameNames<On>;
/** The same, of pairs that are known. */
export type SameNames<On> = { [Name in keyof On]: On[Name] extends Name ? Name : never }[keyof On] & string;

type Shared<F extends Field, G extends Field> = F["name"] & G["name"];

/** That no name but those of same-named pairs stands on both sides of a join. */
export type Joinable<L extends Field, R extends Field, On> = [Shared<L, R>] extends [never]
  ? unknown
  : [Shared<L, R>] extends [MergedKeys<On>]
    ? unknown
    : [Shared<L, R>] extends [(infer Clash extends string) | MergedKeys<On>]
      ? Mistake<`both sides of the join have a column '${Clash}': rename or drop one of them before the join`>
      : never;

/** That two values have one type, as far as TypeScript tells types apart; numbers of all types have. */
export type Alike<A, B, Sentence extends string> = [Comparand<A>] extends [Comparand<B>]
  ? unknown
  : [Comparand<B>] extends [Comparand<A>]
    ? unknown
    : Mistake<Sentence>;

/** Of NULL alone, which has every type, none. */
type Comparand<Type> = [Exclude<Type, null>] extends [never]
  ? never
  : [Exclude<Type, null>] extends [number | Decimal]
    ? number
    : Exclude<Type, null>;

/** That the renamed columns exist, and that no new name is another column's; nothing where the columns are not known. */
export type Renamable<F extends Field, Names> = string extends F["name"] ? unknown : RenamableColumns<F, Names>;

type RenamableColumns<F extends Field, Names> = [keyof Names] extends [F["name"]]
  ? [Names[keyof Names] & DropFields<F, keyof Names & string>["name"]] extends [never]
    ? unknown
    : {
        readonly [Old in keyof Names]: Names[Old] extends DropFields<F, keyof Names & string>["name"]
          ? AlreadyThere<Names[Old]>
          : Names[Old];
      }
  : { readonly [Old in Exclude<keyof Names, F["name"]> & string]: Mistake<`there is no column '${Old}'`> };

type AlreadyThere<Name> = Name extends string ? Mistake<`there is already a column '${Name}'`> : never;

/** That both sides of a union have the same columns; nothing where the other side is no relation, which has no fields. */
export type Unitable<F extends Field, G extends Field> = [G] extends [never]
  ? unknown
  : [F["name"]] extends [G["name"]]
    ? [G["name"]] extends [F["name"]]
      ? unknown
      : Mistake<`only the other side of the union has a column '${Exclude<G["name"], F["name"]>}'`>
    : Mistake<`the other side of the union has no column '${Exclude<F["name"], G["name"]>}'`>;
