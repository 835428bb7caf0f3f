import { count, denseRank, literal, rank, rowNumber } from "sluice";
import type { EpochMillis } from "../../dsl/schema/field.ts";
import type { Equal, Expect, Field, FieldsIn, RowOf } from "./equal.ts";
import { customers, orders } from "./lake.ts";

/** What each operation makes of the columns. */

const three = orders.select("id", "customer", "weight");
const dropped = three.dropColumns("weight");
const renamed = three.rename({ customer: "email", weight: "kilos" });
const swapped = three.rename({ id: "customer", customer: "id" });

export type Projections = [
  Expect<Equal<FieldsIn<typeof three>, Field<"id", string> | Field<"customer", string | null> | Field<"weight", number | null>>>,
  Expect<Equal<FieldsIn<typeof dropped>, Field<"id", string> | Field<"customer", string | null>>>,
  Expect<Equal<RowOf<typeof renamed>, { id: string; email: string | null; kilos: number | null }>>,
  Expect<Equal<RowOf<typeof swapped>, { customer: string; id: string | null; weight: number | null }>>,
];

const derived = three.derive((order) => ({ label: order.id.upper(), fixed: literal(1) }));
const replaced = three.derive((order) => ({ customer: order.customer.coalesce("nobody"), id: order.id.length() }));

export type Derive = [
  Expect<Equal<RowOf<typeof derived>, { id: string; customer: string | null; weight: number | null; label: string; fixed: number }>>,
  Expect<Equal<RowOf<typeof replaced>, { id: number; customer: string; weight: number | null }>>,
];

const filtered = three.filter((order) => order.weight.gt(1));
const onlyOne = orders.select("weight").filter((order) => order.weight.gt(1));
const distinct = three.distinct();
const latest = orders.select("id", "shippedAt").latest({ by: ["id"], newest: "shippedAt" });

export type SameColumns = [
  Expect<Equal<RowOf<typeof filtered>, { id: string; customer: string | null; weight: number }>>,
  Expect<Equal<RowOf<typeof onlyOne>, { weight: number }>>,
  Expect<Equal<typeof distinct, typeof three>>,
  Expect<Equal<RowOf<typeof latest>, { id: string; shippedAt: EpochMillis | null }>>,
];

const windowed = three.window({
  partitionBy: ["customer"],
  orderBy: ["id", { column: "weight", descending: true }],
  columns: (order) => ({
    number: rowNumber(),
    place: rank(),
    densePlace: denseRank(),
    before: order.id.lag(),
    later: order.weight.lead(2),
    first: order.id.first(),
    last: order.weight.last(),
    orders: count(),
    total: order.weight.sum(),
    least: order.id.min(),
    most: order.weight.max(),
    mean: order.weight.avg(),
  }),
});

export type Window = Expect<
  Equal<
    RowOf<typeof windowed>,
    {
      id: string;
      customer: string | null;
      weight: number | null;
      number: number;
      place: number;
      densePlace: number;
      before: string | null;
      later: number | null;
      first: string;
      last: number | null;
      orders: number;
      total: number | null;
      least: string;
      most: number | null;
      mean: number | null;
    }
  >
>;

const tags = orders.select("id", "tags");
const tagged = tags.explode("tags", { as: "tag" });
const placed = tags.explode("tags", { as: "tags", position: "place" });
const kept = tags.explode("tags", { as: "tag", position: "place", keepEmpty: true });

export type Explode = [
  Expect<Equal<RowOf<typeof tagged>, { id: string; tag: string }>>,
  Expect<Equal<RowOf<typeof placed>, { id: string; tags: string; place: number }>>,
  Expect<Equal<RowOf<typeof kept>, { id: string; tag: string | null; place: number | null }>>,
];

const buyers = customers.select("email", "level");
const sameKey = three.join(buyers.rename({ email: "customer" }), { on: { customer: "customer" } });
const otherKey = three.join(buyers, { on: { customer: "email" } });
const conditional = three.join(buyers, { on: { customer: "email" }, where: (order, buyer) => order.weight.gt(buyer.level) });
const byConditionAlone = three.join(buyers, { on: {}, where: (order, buyer) => order.weight.gt(buyer.level) });
const rightKey = buyers.join(three, { on: { email: "customer" } });

export type Join = [
  Expect<Equal<RowOf<typeof sameKey>, { id: string; customer: string; weight: number | null; level: number | null }>>,
  Expect<Equal<RowOf<typeof otherKey>, { id: string; customer: string; weight: number | null; email: string; level: number | null }>>,
  Expect<Equal<RowOf<typeof conditional>, { id: string; customer: string; weight: number; email: string; level: number }>>,
  Expect<Equal<RowOf<typeof byConditionAlone>, { id: string; customer: string | null; weight: number; email: string; level: number }>>,
  Expect<Equal<RowOf<typeof rightKey>, { email: string; level: number | null; id: string; customer: string; weight: number | null }>>,
];

const left = three.leftJoin(buyers, { on: { customer: "email" }, where: (order, buyer) => order.weight.gt(buyer.level) });
const leftSameKey = three.leftJoin(buyers.rename({ email: "customer" }), { on: { customer: "customer" } });

export type LeftJoin = [
  Expect<
    Equal<RowOf<typeof left>, { id: string; customer: string | null; weight: number | null; email: string | null; level: number | null }>
  >,
  Expect<Equal<RowOf<typeof leftSameKey>, { id: string; customer: string | null; weight: number | null; level: number | null }>>,
];

const semi = three.semiJoin(customers, { on: { customer: "email" }, where: (order, customer) => order.weight.gt(customer.level) });
const semiByCondition = three.semiJoin(orders, { on: {}, where: (order, other) => other.weight.gt(0).and(order.id.ne(other.id)) });
const anti = three.antiJoin(customers, { on: { customer: "email" }, where: (order, customer) => order.weight.gt(customer.level) });

export type Exists = [
  Expect<Equal<RowOf<typeof semi>, { id: string; customer: string; weight: number }>>,
  Expect<Equal<RowOf<typeof semiByCondition>, { id: string; customer: string | null; weight: number | null }>>,
  Expect<Equal<typeof anti, typeof three>>,
];

const grouped = orders.aggregate({
  by: ["customer", "country"],
  measures: (order) => ({
    orders: count(),
    shipped: order.shippedAt.count(),
    kinds: order.tags.count(),
    countries: order.country.countDistinct(),
    pieces: order.pieces.sum(),
    meanPieces: order.pieces.avg(),
    meanWeight: order.weight.avg(),
    first: order.placedAt.min(),
    heaviest: order.weight.max(),
  }),
});
const all = orders.aggregate({
  measures: (order) => ({
    orders: count(),
    countries: order.country.countDistinct(),
    first: order.placedAt.min(),
    mean: order.pieces.avg(),
  }),
});

export type Aggregate = [
  Expect<
    Equal<
      RowOf<typeof grouped>,
      {
        customer: string | null;
        country: string;
        orders: number;
        shipped: number;
        kinds: number;
        countries: number;
        pieces: number | null;
        meanPieces: number | null;
        meanWeight: number | null;
        first: EpochMillis;
        heaviest: number | null;
      }
    >
  >,
  // Of no order at all there is no first.
  Expect<Equal<RowOf<typeof all>, { orders: number; countries: number; first: EpochMillis | null; mean: number | null }>>,
];

const known = three.filter((order) => order.weight.isNotNull().and(order.customer.isNotNull()));
const leftNull = three.union(known);
const rightNull = known.union(three.select("weight", "id", "customer"));
const neither = known.union(known);

export type Union = [
  Expect<Equal<RowOf<typeof leftNull>, { id: string; customer: string | null; weight: number | null }>>,
  Expect<Equal<RowOf<typeof rightNull>, { id: string; customer: string | null; weight: number | null }>>,
  Expect<Equal<RowOf<typeof neither>, { id: string; customer: string; weight: number }>>,
];
