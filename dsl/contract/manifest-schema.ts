import * as z from "zod";

const name = z.string();

/** `manifest.json`: what there is, and the SHA-256 of every other generated file. Another `version` is another format. */
export const manifestSchema = z.object({
  version: z.literal(1),
  tables: z.array(z.object({ name, zone: name, kind: z.enum(["source", "table"]), reads: z.array(name) })),
  files: z.record(name, name),
});

/** `zones.json`: what the zones promise, and the consents that they require. */
export const zonesSchema = z.object({
  zones: z.array(
    z.strictObject({
      name,
      requires: name.optional(),
      personal: z.enum(["allow", "deny"]),
      implicit: z.enum(["allow", "deny"]).optional(),
    }),
  ),
  consents: z.array(z.strictObject({ name, person: name, givenAt: name })),
});
