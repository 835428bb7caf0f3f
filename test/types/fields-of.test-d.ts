import { z } from "zod";
import type { CalendarDate, Decimal, EpochMillis, Field, TextMap, Timestamp } from "../../dsl/schema/field.ts";
import type { FieldsOf, ValueOf } from "../../dsl/schema/fields-of.ts";
import { decimal, epochMillis, personal } from "../../dsl/schema/helpers.ts";

type Equal<A, B> = (<T>() => T extends A ? 1 : 2) extends <T>() => T extends B ? 1 : 2 ? true : false;
type Expect<T extends true> = T;

const customer = z.object({
  customerName: personal("name", z.string()),
  email: personal("email", z.email()).describe("Where we write to."),
  age: z.int32().min(0).optional(),
  points: z.number().nullish(),
  big: z.int64(),
  vip: z.boolean(),
  price: decimal(10, 2).positive(),
  born: personal("birth-date", z.iso.date().nullable()),
  seenAt: z.iso.datetime({ offset: true }),
  changedAt: z.date(),
  agreedAt: epochMillis().min(0).optional(),
  level: z.enum(["a", "b"]),
  kind: z.literal(["x", null]),
  rank: z.literal([1, 2]),
  address: z.object({ city: z.string(), zip: z.string().nullable(), since: epochMillis() }).optional(),
  tags: z.array(z.string().brand<"Tag">()).readonly(),
  visits: z.array(z.object({ at: epochMillis() })),
  extra: z.record(z.string(), z.number()),
  nick: z.union([z.string(), z.null()]),
  id: z.uuid().brand<"Id">(),
});

type Expected =
  | Field<"customerName", string>
  | Field<"email", string>
  | Field<"age", number | null>
  | Field<"points", number | null>
  | Field<"big", number>
  | Field<"vip", boolean>
  | Field<"price", Decimal>
  | Field<"born", CalendarDate | null>
  | Field<"seenAt", Timestamp>
  | Field<"changedAt", Timestamp>
  | Field<"agreedAt", EpochMillis | null>
  | Field<"level", string>
  | Field<"kind", string | null>
  | Field<"rank", number>
  | Field<"address", { readonly city: string; readonly zip: string | null; readonly since: EpochMillis } | null>
  | Field<"tags", readonly string[]>
  | Field<"visits", readonly { readonly at: EpochMillis }[]>
  | Field<"extra", TextMap<number>>
  | Field<"nick", string | null>
  | Field<"id", string>;

export type All = Expect<Equal<FieldsOf<(typeof customer)["shape"]>, Expected>>;

const partial = z.object({ a: z.string(), b: z.number().nullable() }).partial();
const required = partial.required();
const extended = z.object({ a: z.string() }).extend({ b: z.int() });
const picked = extended.pick({ b: true });

export type Objects = [
  Expect<Equal<FieldsOf<(typeof partial)["shape"]>, Field<"a", string | null> | Field<"b", number | null>>>,
  Expect<Equal<FieldsOf<(typeof required)["shape"]>, Field<"a", string> | Field<"b", number | null>>>,
  Expect<Equal<FieldsOf<(typeof extended)["shape"]>, Field<"a", string> | Field<"b", number>>>,
  Expect<Equal<FieldsOf<(typeof picked)["shape"]>, Field<"b", number>>>,
];

export type WithoutColumnType = [
  Expect<Equal<ValueOf<z.ZodAny>, unknown>>,
  Expect<Equal<ValueOf<z.ZodTuple<[z.ZodString]>>, unknown>>,
  Expect<Equal<ValueOf<z.ZodLazy<z.ZodString>>, unknown>>,
  Expect<Equal<ValueOf<z.ZodPipe<z.ZodString, z.ZodTransform<number, string>>>, unknown>>,
  Expect<Equal<ValueOf<z.ZodLiteral<true>>, unknown>>,
  // biome-ignore lint/suspicious/noExplicitAny: the type of a schema that failed to load
  Expect<Equal<ValueOf<any>, unknown>>,
];

/** An object that contains itself does not make the types endless. */
const node = z.object({
  name: z.string(),
  get next() {
    return node.optional();
  },
});
export type Recursive = Expect<Equal<Extract<FieldsOf<(typeof node)["shape"]>, Field<"name">>["type"], string>>;

const marked = personal("pseudonym", z.string().optional());
const kindOfOnesOwn = personal("shoe size", z.int());
export type Unchanged = [Expect<Equal<typeof marked, z.ZodOptional<z.ZodString>>>, Expect<Equal<typeof kindOfOnesOwn, z.ZodInt>>];
