import type { DropFields, Field, NonNullFields, NullableFields, PickFields, RenamedFields, TypeOf, UnionFields } from "../schema/field.ts";
import type {
  Condition,
  Constant,
  ElementOf,
  Expression,
  ExpressionOf,
  GroupMeasure,
  ValueGiven,
  WindowFunction,
  whenTrue,
} from "./expression-types.ts";
import type { Joinable, LeftKeys, MergedKeys, Mistake, Renamable, SameNames, Unitable } from "./type-mistakes.ts";

/** The columns of a row, each an expression. */
export type Columns<F extends Field> = { readonly [Name in F["name"]]: ExpressionOf<TypeOf<F, Name>, Name> };

/** The columns of the other side of a semi-join or anti-join: they prove nothing of the rows that remain. */
export type OtherColumns<F extends Field> = { readonly [Name in F["name"]]: ExpressionOf<TypeOf<F, Name>, never> };

/** Any condition, with whatever columns it shows not to be null. */
export type AnyCondition = Condition<boolean | null, string, string>;

/**
 * The condition of a join that is left out, or not known because of another mistake in the call, of which that mistake is told alone. It
 * shows nothing of any column.
 */
// biome-ignore lint/suspicious/noExplicitAny: what any condition fits
type UnknownCondition = any;

/**
 * The columns that are not null in the rows for which a condition is true: of one of two conditions, those that both
 * show; of a plain `Condition`, as a function may return it, none.
 */
type ProvenBy<C> = (C extends AnyCondition ? (names: C[typeof whenTrue]) => void : never) extends (
  names: infer Proven extends string,
) => void
  ? string extends Proven
    ? never
    : Proven
  : never;

/** Pairs of columns that must be equal: left name to right name. */
export type OnPairs<L extends Field, R> = { readonly [Name in L["name"]]?: FieldsIn<R>["name"] };

/** Written reasons that accept what cannot be proven of a join. */
export interface JoinReasons {
  /** Why one left row may meet several right rows. */
  readonly many?: string;
  /** Why it is enough that some possible owner of an ambiguous reference agreed. */
  readonly anyOwner?: string;
  /** Why both sides speak of one person. */
  readonly samePerson?: string;
  /** Why consent may be later than the event. */
  readonly atAnyTime?: string;
}

export interface JoinOptions<L extends Field, R, On, C extends AnyCondition> extends JoinReasons {
  /** Pairs of columns that must be equal, left to right; NULL is equal to nothing. */
  readonly on: On;
  /** A further condition over a row of each side. */
  readonly where?: (left: Columns<L>, right: Columns<FieldsIn<R>>) => C;
}

export interface ExistsOptions<L extends Field, R, On, C extends AnyCondition> extends Omit<JoinReasons, "many"> {
  /** Pairs of columns that must be equal, left to right; NULL is equal to nothing. */
  readonly on: On;
  /** A further condition over a row of each side. */
  readonly where?: (left: Columns<L>, right: OtherColumns<FieldsIn<R>>) => C;
}

/** The fields of a join; of pairs that are all optional, as an earlier mistake leaves them, none is known. */
type JoinedFields<F extends Field, R, On, C> =
  NonNullable<unknown> extends On
    ? NonNullFields<F | FieldsIn<R>, ProvenBy<C>>
    : NonNullFields<F | DropFields<FieldsIn<R>, SameNames<On>>, ((keyof On | On[keyof On]) & string) | ProvenBy<C>>;

/** New columns: an expression each, or a constant. */
export type Expressions = { readonly [name: string]: Expression | Constant };
// By name, so that an editor shows the fields and not an alias of them.
type ExpressionFields<E> = { [Name in keyof E & string]: Field<Name, ValueGiven<E[Name]>> };

export type Measures = { readonly [name: string]: GroupMeasure };
/** `By` is never where all rows are one group, which may be of no rows. */
type MeasureFields<M, By> = {
  [Name in keyof M & string]: Field<
    Name,
    M[Name] extends GroupMeasure<infer Value, infer Empty> ? Value | ([By] extends [never] ? Empty : never) : never
  >;
};

export type WindowFunctions = { readonly [name: string]: WindowFunction };
type WindowFields<W> = { [Name in keyof W & string]: Field<Name, W[Name] extends WindowFunction<infer Value> ? Value : never> };

/** The new columns themselves, or a sentence when one has the name of a column that is there. */
type New<F extends Field, W> = [keyof W & F["name"]] extends [never]
  ? unknown
  : Mistake<`the rows already have a column '${keyof W & F["name"]}': give the new one another name`>;

type ArrayNames<F extends Field> =
  F extends Field<infer Name, infer Type> ? ([Exclude<Type, null>] extends [readonly unknown[]] ? Name : never) : never;
type NullIf<Keep extends boolean> = Keep extends true ? null : never;
type PositionField<Position extends string, Type> = [Position] extends [never] ? never : Field<Position, Type>;

/** What the functions of a window are over. */
export interface WindowOptions<F extends Field, W> {
  /** Rows with equal values here are together; NULL equals NULL. Without it, all rows are. */
  readonly partitionBy?: readonly F["name"][];
  /** NULL stands last; ties go by all columns in declared order. Without it, a measure is over the whole partition. */
  readonly orderBy?: readonly (F["name"] | { readonly column: F["name"]; readonly descending?: boolean })[];
  readonly columns: (row: Columns<F>) => W & New<F, W>;
  /** Why one of the possible owners of an ambiguous reference is enough, for rows of one partition. */
  readonly anyOwner?: string;
  /** Why the rows of a partition are about one person. */
  readonly samePerson?: string;
}

declare const relation: unique symbol;
declare const fields: unique symbol;

/** Any relation, whatever its fields. */
export interface AnyRelation {
  readonly [relation]: true;
}

/** The fields of a relation. */
export type FieldsIn<R> = R extends { readonly [fields]: infer F extends Field } ? F : never;

/**
 * Rows that a table can be made from. Every operation gives a new relation; nothing runs here. The columns are under
 * `columns`, so that no column's name meets a method's.
 */
export interface Relation<in out F extends Field> extends AnyRelation {
  readonly [fields]: F;
  readonly columns: Columns<F>;

  /** The rows for which the condition is true; where it is false or NULL they go. */
  filter<C extends AnyCondition>(where: (row: Columns<F>) => C): Relation<NonNullFields<F, ProvenBy<C>>>;

  /** The named columns, in the order of the names. */
  select<const Name extends F["name"]>(...columns: readonly Name[]): Relation<PickFields<F, Name>>;

  /** All columns but the named ones. */
  dropColumns<const Name extends F["name"]>(...columns: readonly Name[]): Relation<DropFields<F, Name>>;

  /** The same columns, some under another name: `{ old: "new" }`. */
  rename<const Names extends { readonly [Name in F["name"]]?: string }>(
    names: Names & Renamable<F, Names>,
  ): Relation<DropFields<F, keyof Names & string> | RenamedFields<F, Names>>;

  /** New columns; one of an existing name replaces that column. All see the columns as they are before. */
  derive<const E extends Expressions>(
    columns: (row: Columns<F>) => E,
  ): Relation<DropFields<F, keyof E & string> | ExpressionFields<E>[keyof E & string]>;

  /** Every pair of rows that match. A same-named `on` pair yields one column, the left value. */
  join<R extends AnyRelation, const On extends OnPairs<F, R>, C extends AnyCondition = UnknownCondition>(
    right: R & Joinable<F, FieldsIn<R>, On>,
    options: JoinOptions<F, R, On, C>,
  ): Relation<JoinedFields<F, R, On, C>>;

  /** As `join`, and each left row without a match once, with NULL in the right columns. */
  leftJoin<R extends AnyRelation, const On extends OnPairs<F, R>, C extends AnyCondition = UnknownCondition>(
    right: R & Joinable<F, FieldsIn<R>, On>,
    options: JoinOptions<F, R, On, C>,
  ): Relation<F | NullableFields<DropFields<FieldsIn<R>, MergedKeys<On>>>>;

  /** The rows that have a match on the right, each once. */
  semiJoin<R extends AnyRelation, const On extends OnPairs<F, R>, C extends AnyCondition = UnknownCondition>(
    right: R,
    options: ExistsOptions<F, R, On, C>,
  ): Relation<NonNullFields<F, LeftKeys<On> | ProvenBy<C>>>;

  /** The rows that have no match on the right. */
  antiJoin<R extends AnyRelation, const On extends OnPairs<F, R>>(right: R, options: ExistsOptions<F, R, On, AnyCondition>): Relation<F>;

  /** Each different row once; NULL equals NULL here. */
  distinct(): Relation<F>;

  /** The newest row of each key; ties go by all columns in declared order, NULL last. */
  latest(options: { readonly by: readonly F["name"][]; readonly newest: F["name"] }): Relation<F>;

  /** One row a group, with the keys and the measures; without `by`, one row for all. */
  aggregate<const By extends F["name"] = never, const M extends Measures = Measures>(options: {
    readonly by?: readonly By[];
    readonly measures: (row: Columns<F>) => M;
  }): Relation<PickFields<F, By> | MeasureFields<M, By>[keyof M & string]>;

  /**
   * Every row, with more columns over the rows of its partition. In an order, a measure runs over the rows up to this one; without, it is
   * over the whole partition.
   */
  window<const W extends WindowFunctions>(options: WindowOptions<F, W>): Relation<F | WindowFields<W>[keyof W & string]>;

  /**
   * One row for each element of an array column, which the element replaces; rows without an element go. `position` names a column for
   * the element's place, from 0; with `keepEmpty`, a row without an element stays, with NULL for both.
   */
  explode<
    const Name extends ArrayNames<F>,
    const As extends string,
    const Position extends string = never,
    const Keep extends boolean = false,
  >(
    column: Name,
    options: { readonly as: As; readonly position?: Position; readonly keepEmpty?: Keep },
  ): Relation<DropFields<F, Name> | Field<As, ElementOf<TypeOf<F, Name>> | NullIf<Keep>> | PositionField<Position, number | NullIf<Keep>>>;

  /** All rows of both (UNION ALL), by name: both sides have the same names with the same types. */
  union<R extends AnyRelation>(other: R & Unitable<F, FieldsIn<R>>): Relation<UnionFields<F, FieldsIn<R>>>;
}

/** A source or table of the lake: a relation that others can read. */
export interface Table<in out F extends Field> extends Relation<F> {
  readonly tableName: string;
}
