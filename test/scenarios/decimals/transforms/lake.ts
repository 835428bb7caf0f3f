import { decimal, json, source, zone } from "sluice";
import { z } from "zod";

const invoices = source("invoices", {
  path: "invoices/",
  format: json(),
  row: z.object({ id: z.string(), net: decimal(10, 2), rate: decimal(5, 4), total: decimal(38, 6), pieces: z.int32(), weight: z.number() }),
});

/** Exact numbers have 38 digits after a computation, with the scale that it needs. */
export const computed = zone("trusted").table("computed", {
  from: invoices
    .derive((invoice) => ({
      gross: invoice.net.plus(invoice.net.times(invoice.rate)),
      tax: invoice.net.times(invoice.rate).round(),
      open: invoice.total.minus(invoice.net),
      perPiece: invoice.net.dividedBy(invoice.pieces),
      all: invoice.net.times(invoice.pieces),
      perKilo: invoice.net.dividedBy(invoice.weight),
      credit: invoice.net.negated(),
      size: invoice.net.abs(),
      cents: invoice.net.times(100).cast("int64"),
      text: invoice.net.cast("string"),
      rounded: invoice.total.cast("decimal(12,2)"),
      same: invoice.net.eq(invoice.total),
    }))
    .dropColumns("net", "rate", "total", "pieces", "weight"),
});

/** The sum of long decimals is exact in whatever order they are added. */
export const totals = zone("totals").table("totals", {
  from: computed
    .window({ partitionBy: ["text"], orderBy: ["id"], columns: (invoice) => ({ running: invoice.open.sum() }) })
    .aggregate({
      by: ["text"],
      measures: (invoice) => ({ open: invoice.open.sum(), mean: invoice.open.avg(), last: invoice.running.max(), rounded: invoice.rounded.sum() }),
    }),
});
