import { json, literal, source, zone } from "sluice";
import { z } from "zod";

const devices = source("devices", { path: "devices/", format: json(), row: z.object({ id: z.string() }) });

export const labelled = zone("trusted").table("labelled", {
  from: devices.derive(() => ({
    system: literal("shop"),
    quoted: literal('it\'s "quoted" \\ ü 你 😀'),
    lines: literal("one\ntwo\ttabbed"),
    revision: literal(3),
    negative: literal(-7),
    serial: literal(9_007_199_254_740_993n),
    million: literal(5_000_000_000),
    share: literal(0.25),
    tiny: literal(1e-9),
    active: literal(true),
    since: literal(new Date("2026-01-01T08:00:00Z")),
    empty: literal(""),
    zero: literal(0),
  })),
});
