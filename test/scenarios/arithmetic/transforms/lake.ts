import { json, source, zone } from "sluice";
import { z } from "zod";

const orders = source("orders", {
  path: "orders/",
  format: json(),
  row: z.object({ id: z.string(), pieces: z.int32(), stock: z.int(), weight: z.number(), density: z.float32() }),
});

/** Whole numbers are computed in 64 bits, all others as doubles; what has no value is null. */
export const computed = zone("trusted").table("computed", {
  from: orders
    .derive((order) => ({
      more: order.pieces.plus(1),
      sum: order.pieces.plus(order.stock),
      left: order.stock.minus(order.pieces),
      twice: order.pieces.times(2),
      square: order.pieces.times(order.pieces),
      heavier: order.weight.plus(order.pieces),
      lighter: order.weight.minus(0.5),
      volume: order.weight.times(order.density),
      denser: order.density.plus(order.density),
      perPiece: order.weight.dividedBy(order.pieces),
      share: order.pieces.dividedBy(order.stock),
      boxes: order.pieces.minus(order.pieces.modulo(12)).dividedBy(12),
      rest: order.stock.modulo(order.pieces),
      taken: order.pieces.negated(),
      lost: order.weight.negated().abs(),
      apart: order.stock.minus(order.pieces).abs(),
      kilos: order.weight.round(),
      whole: order.pieces.round(),
    }))
    .dropColumns("pieces", "stock", "weight", "density"),
});
