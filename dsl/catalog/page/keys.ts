import { type ComponentChild, h } from "preact";
import type { CatalogTable } from "../catalog.ts";

/** What a source promises of its rows, and what a run does with those that break it. */
export function Keys({ table }: { readonly table: CatalogTable }): ComponentChild {
  const { source } = table;
  if (source === null) return null;
  const { path, unique, eventTime, quarantineAtMost } = source;
  const facts: readonly (readonly [string, ComponentChild])[] = [
    ["Files", h("code", {}, path)],
    ["Keys", unique.length === 0 ? "none is declared" : unique.map((columns) => h("code", { key: columns.join() }, columns.join(", ")))],
    ...(eventTime === null ? [] : [["When it happened", h("code", {}, eventTime)] as const]),
    ["Bad records", `go to quarantine; over ${Number((quarantineAtMost * 100).toPrecision(6))} % of them, or of their bytes, fail the run`],
  ];
  return h(
    "section",
    { class: "part", "aria-labelledby": "keys" },
    h("h2", { id: "keys" }, "Keys and checks"),
    h(
      "dl",
      { class: "facts-list" },
      facts.map(([name, value]) => h("div", { key: name }, h("dt", {}, name), h("dd", {}, value))),
    ),
  );
}
