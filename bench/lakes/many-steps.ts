/** Lakes with one table of many steps of one kind: what they declare, and rows for it. */
export interface ManySteps {
  readonly transforms: string;
  /** JSON lines by path. */
  readonly landing: Readonly<Record<string, readonly object[]>>;
}

const HEAD = `import { json, source, zone } from "sluice";
import { z } from "zod";

export const open = zone("open");
`;

const sourceText = (name: string, columns: string, more = ""): string =>
  `export const ${name} = source("${name}", { path: "${name}/", format: json(), row: z.object({ id: z.int(), ${columns} })${more} });\n`;

const ROWS = 20;
const numbers = (count: number): readonly number[] => Array.from({ length: count }, (_, i) => i);
const keys = (count: number): string =>
  numbers(count)
    .map((i) => `k${i}: z.int().optional()`)
    .join(", ");
/** Every seventh key is missing. */
const facts = (count: number): readonly object[] =>
  numbers(ROWS).map((id) => ({
    id,
    ...Object.fromEntries(numbers(count).flatMap((i) => ((id + i) % 7 === 0 ? [] : [[`k${i}`, (id + i) % 7]]))),
  }));

/** Facts with as many keys of one dimension, of which some match nothing. */
export const leftJoins = (count: number): ManySteps => ({
  transforms: `${HEAD}${sourceText("facts", keys(count))}${sourceText("sides", "label: z.string()", ', unique: ["id"]')}
export const wide = open.table("wide", {
  from: facts${numbers(count)
    .map((i) => `\n    .leftJoin(sides.rename({ id: "id${i}", label: "label${i}" }), { on: { k${i}: "id${i}" } })`)
    .join("")},
});
`,
  landing: { "facts/1.json": facts(count), "sides/1.json": numbers(5).map((id) => ({ id, label: `side ${id}` })) },
});

/** Facts that keep what is not known, as often as there are columns. */
export const nullFilters = (count: number): ManySteps => ({
  transforms: `${HEAD}${sourceText("facts", keys(count))}
export const wide = open.table("wide", {
  from: facts${numbers(count)
    .map((i) => `\n    .filter((row) => row.k${i}.isNull().or(row.k${i}.lt(${i % 7 === 6 ? 6 : 7})))`)
    .join("")},
});
`,
  landing: { "facts/1.json": facts(count) },
});

/** As many parts of one source, put together again. */
export const unions = (count: number): ManySteps => ({
  transforms: `${HEAD}${sourceText("facts", "part: z.int()")}
const part = (i: number) => facts.filter((row) => row.part.eq(i));
export const wide = open.table("wide", { from: Array.from({ length: ${count - 1} }, (_, i) => part(i + 1)).reduce((all, one) => all.union(one), part(0)) });
`,
  landing: { "facts/1.json": numbers(ROWS).map((id) => ({ id, part: (id * 97) % (count + 5) })) },
});

const DIMENSIONS = [
  "sold_date",
  "sold_time",
  "item",
  "store",
  "promotion",
  "address",
  "demographics",
  "household",
  "income_band",
  "reason",
  "warehouse",
];

/**
 * A star: sales of a store, with its customers, who must have agreed, and as many dimensions. The names follow TPC-DS's store_sales
 * (https://www.tpc.org/tpcds/), in our own words.
 */
export const star = (dimensions: number): ManySteps => {
  const sides = DIMENSIONS.slice(0, dimensions - 1);
  return {
    transforms: `import { consent, epochMillis, json, personal, source, zone } from "sluice";
import { z } from "zod";

export const customers = source("customers", {
  path: "customers/",
  format: json(),
  row: z.object({ id: personal("customer", z.int()), birth_year: z.int().optional(), agreed_at: epochMillis().optional() }),
  unique: ["id"],
});
export const agreement = consent("agreement", { person: customers, givenAt: (customer) => customer.agreed_at });
export const open = zone("open");
export const trusted = zone("trusted", { requires: agreement });
${sides.map((name) => sourceText(name, "label: z.string(), size: z.int().optional()", ', unique: ["id"]')).join("")}
export const sales = source("sales", {
  path: "sales/",
  format: json(),
  row: z.object({
    ticket: z.int(),
    at: epochMillis(),
    customer: personal("customer", z.int()),
    quantity: z.int(),
${sides.map((name) => `    ${name}: z.int().optional(),`).join("\n")}
  }),
  unique: ["ticket"],
  person: { customer: customers.columns.id },
  eventTime: "at",
});

/** Each sale with all that is known of it. */
export const store_sales = trusted.table("store_sales", {
  from: sales
    .join(customers.rename({ id: "customer_id" }), { on: { customer: "customer_id" }, where: (sale, customer) => sale.at.gte(customer.agreed_at) })
${sides
  .map(
    (name) =>
      `    .leftJoin(${name}.rename({ id: "${name}_id", label: "${name}_label", size: "${name}_size" }), { on: { ${name}: "${name}_id" } })`,
  )
  .join("\n")},
});

/** What is sold of known items. */
export const of_items = trusted.table("of_items", { from: store_sales.filter((row) => row.item_label.isNotNull()) });
`,
    landing: {
      "customers/1.json": numbers(5).map((id) => ({ id, ...(id % 2 === 0 ? { agreed_at: 1_000 + id } : {}) })),
      "sales/1.json": numbers(ROWS).map((ticket) => ({
        ticket,
        at: 1_000 + (ticket % 4),
        customer: ticket % 6,
        quantity: 1,
        ...Object.fromEntries(sides.flatMap((name, i) => ((ticket + i) % 5 === 0 ? [] : [[name, (ticket + i) % 5]]))),
      })),
      ...Object.fromEntries(sides.map((name) => [`${name}/1.json`, numbers(4).map((id) => ({ id, label: `${name} ${id}` }))])),
    },
  };
};
