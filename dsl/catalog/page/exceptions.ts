import { type ComponentChild, h } from "preact";
import type { CatalogException, CatalogTable } from "../catalog.ts";
import { coded } from "./claims.ts";

/** What was accepted without a proof, each with the reason that someone wrote. */
export function Exceptions({ table }: { readonly table: CatalogTable }): ComponentChild {
  if (table.exceptions.length === 0) return null;
  return h(
    "section",
    { class: "part", "aria-labelledby": "exceptions" },
    h("h2", { id: "exceptions" }, "Acknowledged exceptions ", h("span", { class: "count" }, table.exceptions.length)),
    h("div", { class: "exceptions" }, table.exceptions.map(exceptionOf)),
  );
}

export function exceptionOf({ kind, column, reason, accepts }: CatalogException, number: number): ComponentChild {
  return h(
    "figure",
    { key: number, class: "exception" },
    h("blockquote", {}, h("p", {}, reason)),
    h(
      "figcaption",
      {},
      h("code", {}, column === null ? kind : `${kind}: ${column}`),
      accepts.map((claim) => h("div", { key: claim, class: "accepts" }, coded(claim))),
    ),
  );
}
