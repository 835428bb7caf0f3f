import { type ComponentChild, h } from "preact";
import type { CatalogTable } from "../catalog.ts";

/** What the last run counted, where a lake folder was given. */
export function LastRun({ table }: { readonly table: CatalogTable }): ComponentChild {
  const run = table.lastRun;
  if (run === null) return null;
  const most = Math.max(1, ...run.reasons.map(({ count }) => count));
  const counts: readonly (readonly [string, number])[] = [
    ...(run.files === null ? [] : [["files", run.files] as const]),
    ...(run.records === null ? [] : [["records", run.records] as const]),
    ["rows", run.rows],
    ...(table.kind === "table" ? [] : [[run.quarantineExpired ? "quarantined, expired" : "in quarantine", run.quarantined] as const]),
    ["ms", run.ms],
  ];
  return h(
    "section",
    { class: "part", "aria-labelledby": "run" },
    h("h2", { id: "run" }, "Last run"),
    run.isCurrent ? null : h("p", { class: "failure-note" }, "The rows were made before the declaration changed: run the lake again."),
    h(
      "dl",
      { class: "counts" },
      counts.map(([name, count]) => h("div", { key: name }, h("dt", {}, name), h("dd", {}, count.toLocaleString("en")))),
    ),
    run.reasons.length === 0
      ? null
      : h(
          "table",
          { class: "reasons" },
          h("caption", {}, "Why records are in quarantine"),
          h(
            "tbody",
            {},
            run.reasons.map(({ reason, count }) =>
              h(
                "tr",
                { key: reason },
                h("th", { scope: "row" }, reason),
                h(
                  "td",
                  {},
                  h("meter", { min: 0, max: most, value: count, "aria-label": `${count} of ${most}` }),
                  h("span", {}, count.toLocaleString("en")),
                ),
              ),
            ),
          ),
        ),
    h("p", { class: "when" }, "Run ", h("code", {}, run.run), `, started ${run.at.replace("T", " ").replace(/(\.\d+)?Z$/, " UTC")}`),
  );
}
