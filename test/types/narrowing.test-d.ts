import { type Condition, when } from "sluice";
import type { Equal, Expect, RowOf } from "./equal.ts";
import { orders } from "./lake.ts";

/** Which columns a condition shows not to be null: the same as `dsl/expressions/null-facts.ts` finds when it runs. */

const some = orders.select("id", "customer", "weight", "paid", "placedAt", "shippedAt", "address");
/** The columns that may still be null. */
type NullableIn<R> = { [Name in keyof RowOf<R>]: null extends RowOf<R>[Name] ? Name : never }[keyof RowOf<R>];
type All = "customer" | "weight" | "paid" | "shippedAt" | "address";

const isNotNull = some.filter((order) => order.customer.isNotNull());
const isNull = some.filter((order) => order.customer.isNull());
const compared = some.filter((order) => order.shippedAt.gt(order.placedAt));
const both = some.filter((order) => order.weight.gt(1).and(order.customer.eq("a")));
const either = some.filter((order) => order.weight.gt(1).or(order.customer.eq("a")));
const eitherOfOne = some.filter((order) => order.weight.gt(1).or(order.weight.lt(-1).and(order.customer.isNull())));
const notNull = some.filter((order) => order.customer.isNull().not());
const notEither = some.filter((order) => order.customer.isNull().or(order.weight.lte(1)).not());
const notBoth = some.filter((order) => order.customer.isNull().and(order.weight.isNull()).not());
const notNotNull = some.filter((order) => order.customer.isNotNull().not());

export type Logic = [
  Expect<Equal<NullableIn<typeof some>, All>>,
  Expect<Equal<NullableIn<typeof isNotNull>, Exclude<All, "customer">>>,
  Expect<Equal<NullableIn<typeof isNull>, All>>,
  Expect<Equal<NullableIn<typeof compared>, Exclude<All, "shippedAt">>>,
  Expect<Equal<NullableIn<typeof both>, Exclude<All, "weight" | "customer">>>,
  Expect<Equal<NullableIn<typeof either>, All>>,
  Expect<Equal<NullableIn<typeof eitherOfOne>, Exclude<All, "weight">>>,
  Expect<Equal<NullableIn<typeof notNull>, Exclude<All, "customer">>>,
  Expect<Equal<NullableIn<typeof notEither>, Exclude<All, "customer" | "weight">>>,
  Expect<Equal<NullableIn<typeof notBoth>, All>>,
  Expect<Equal<NullableIn<typeof notNotNull>, All>>,
];

const column = some.filter((order) => order.paid);
const notColumn = some.filter((order) => order.paid.not());
const throughFunctions = some.filter((order) => order.customer.trim().lower().startsWith("a").and(order.weight.times(2).plus(1).gt(3)));
const throughCast = some.filter((order) => order.customer.cast("int64").in([1, 2]));
const throughField = some.filter((order) => order.address.field("city").eq("Berlin"));
const between = some.filter((order) => order.shippedAt.between(order.placedAt, new Date()));
const knownLogic = some.filter((order) => order.paid.and(order.weight.gt(1)).isNotNull());
const distinctFrom = some.filter((order) => order.customer.isDistinctFrom("a"));
const notDistinctFrom = some.filter((order) => order.customer.isNotDistinctFrom("a"));
const coalesced = some.filter((order) => order.weight.coalesce(0).gt(1));
const conditional = some.filter((order) => when(order.weight.gt(1), order.paid).otherwise(false));

export type Functions = [
  Expect<Equal<NullableIn<typeof column>, Exclude<All, "paid">>>,
  Expect<Equal<NullableIn<typeof notColumn>, Exclude<All, "paid">>>,
  Expect<Equal<NullableIn<typeof throughFunctions>, Exclude<All, "customer" | "weight">>>,
  Expect<Equal<NullableIn<typeof throughCast>, Exclude<All, "customer">>>,
  Expect<Equal<NullableIn<typeof throughField>, Exclude<All, "address">>>,
  Expect<Equal<NullableIn<typeof between>, Exclude<All, "shippedAt">>>,
  Expect<Equal<NullableIn<typeof knownLogic>, All>>,
  Expect<Equal<NullableIn<typeof distinctFrom>, All>>,
  Expect<Equal<NullableIn<typeof notDistinctFrom>, All>>,
  Expect<Equal<NullableIn<typeof coalesced>, All>>,
  Expect<Equal<NullableIn<typeof conditional>, All>>,
];

/** A condition whose columns are not known, or not always, shows nothing. */
const strict: boolean = Boolean(process.env.STRICT);
const passedOn = (condition: Condition): Condition => condition;
const ofEither = some.filter((order) => (strict ? order.weight.gt(1) : order.customer.eq("a")));
const ofEitherOrBoth = some.filter((order) => (strict ? order.weight.gt(1) : order.customer.eq("a").and(order.weight.gt(2))));
const ofMacro = some.filter((order) => passedOn(order.weight.gt(1)));
const ofMacroAnd = some.filter((order) => passedOn(order.weight.gt(1)).and(order.customer.isNotNull()));
const orMacro = some.filter((order) => order.customer.isNotNull().or(passedOn(order.weight.gt(1))));
const ofMacroNot = some.filter((order) => passedOn(order.weight.gt(1)).not());

export type NotKnown = [
  Expect<Equal<NullableIn<typeof ofEither>, All>>,
  Expect<Equal<NullableIn<typeof ofEitherOrBoth>, Exclude<All, "weight">>>,
  Expect<Equal<NullableIn<typeof ofMacro>, All>>,
  Expect<Equal<NullableIn<typeof ofMacroAnd>, All>>,
  Expect<Equal<NullableIn<typeof orMacro>, All>>,
  Expect<Equal<NullableIn<typeof ofMacroNot>, All>>,
];

/** What an operation shows is kept by those that follow. */
const later = some
  .filter((order) => order.weight.isNotNull())
  .rename({ weight: "kilos" })
  .derive((order) => ({ same: order.kilos }))
  .select("same", "kilos", "customer")
  .distinct();
export type Later = Expect<Equal<RowOf<typeof later>, { same: number; kilos: number; customer: string | null }>>;
