import { iceberg, json, native, source, zone } from "sluice";
import { z } from "zod";

/** Who bought​ what‮; emoji 👩‍👩‍👧 ❤️, می‌خواهم and שלום stay. */
export const orders = source("orders", {
  path: "orders/",
  format: json(),
  row: z.object({
    /** Known­ by󠁁 this. */
    id: z.string(),
    note: z.string().describe("\u{200b}\u{ad}\u{202e}\u{2066}\u{fe01}\u{feff}\u{fff9}\u{e0041}\u{2028}\u{85}\u{1b}\u{7}\u{2060}\u{d800}."),
  }),
  unique: ["id"],
});

export const open = zone("open");

export const noted = open.table("noted", {
  description: "All of\u200b it\u{200b}\u{ad}\u{202e}\u{2066}\u{fe01}\u{feff}\u{fff9}\u{e0041}\u{2028}\u{85}\u{1b}\u{7}\u{2060}",
  format: iceberg(),
  from: orders
    .filter((order) => order.note.ne("pass\u200bword"))
    .derive(() => ({ kind: native({ duckdb: "'a\u{202e}b'", spark: "'a\u{202e}b'", type: z.string() }) }))
    .select("id", "kind"),
});
