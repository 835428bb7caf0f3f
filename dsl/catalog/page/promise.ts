import type { IndexZone } from "./chunks.ts";

/** What a zone promises of its rows, in a few words. */
export function promiseOf({ name, requires, personal, implicit }: IndexZone): string {
  const parts = [
    ...(requires === null ? [] : [`only who agreed to ${requires}`]),
    ...(personal === "deny" ? ["personal data only for a reason"] : []),
    ...(implicit === "deny" ? ["nor may it decide which rows there are"] : []),
  ];
  return parts.length > 0 ? parts.join(", ") : name === "landing" ? "raw, as it was delivered" : "open to all rows";
}
