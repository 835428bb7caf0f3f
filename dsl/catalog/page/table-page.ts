import { type ComponentChild, h } from "preact";
import { useEffect } from "preact/hooks";
import type { CatalogTable } from "../catalog.ts";
import { tableChunk } from "./chunks.ts";
import { Claims } from "./claims.ts";
import { Code } from "./code.ts";
import { Columns } from "./columns.ts";
import { Exceptions } from "./exceptions.ts";
import { Graph } from "./graph.ts";
import { icon } from "./icons.ts";
import { Keys } from "./keys.ts";
import { type Lake, type LakeTable, zoneName } from "./lake.ts";
import { LastRun } from "./last-run.ts";
import { tableHash } from "./route.ts";
import { TrailPanel } from "./trail.ts";
import { useAfterPaint, useChunk, useLineage } from "./use.ts";

interface Props {
  readonly lake: Lake;
  readonly table: LakeTable;
  readonly column: string | undefined;
}

/** All that there is to say of one table. */
export function TablePage({ lake, table, column }: Props): ComponentChild {
  const lineage = useLineage();
  const loading = useChunk<CatalogTable>(tableChunk(table.name));
  const found = column === undefined ? -1 : table.columns.findIndex(({ name }) => name === column);
  const number = found === -1 ? undefined : found;
  useEffect(() => {
    document.title = `${column === undefined ? "" : `${column} · `}${table.name} · Catalog`;
  }, [table, column]);
  return h(
    "article",
    { class: `page table-page zone-${table.zone % 6}` },
    headOf(lake, table, loading !== undefined && "value" in loading ? loading.value : undefined),
    column !== undefined && number === undefined
      ? h("p", { class: "failure-note", role: "alert" }, `${table.name} has no column `, h("code", {}, column), ".")
      : null,
    h(
      "div",
      { class: number === undefined ? "lineage" : "lineage following" },
      h(Graph, { key: table.name, lake, table, column: number, lineage }),
      number === undefined || lineage === undefined ? null : h(TrailPanel, { lake, table, column: number, lineage }),
    ),
    loading === undefined
      ? h("p", { class: "loading" }, "Loading ...")
      : "failure" in loading
        ? h(
            "p",
            { class: "failure-note", role: "alert" },
            `${loading.failure}: the rest of this page is missing. Was the folder copied as a whole?`,
          )
        : partsOf(loading.value, column),
  );
}

const partsOf = (table: CatalogTable, followed: string | undefined): ComponentChild => [
  h(Columns, { key: "columns", table, followed }),
  h(Rest, { key: "rest", table }),
];

/** What stands below the columns. */
function Rest({ table }: { readonly table: CatalogTable }): ComponentChild {
  if (!useAfterPaint()) return h("p", { class: "loading" }, "Loading ...");
  return [
    table.kind === "source" ? h(Keys, { key: "keys", table }) : h(Claims, { key: "claims", table }),
    h(Exceptions, { key: "exceptions", table }),
    h(LastRun, { key: "run", table }),
    h(Code, { key: "code", table }),
  ];
}

const CONSENT = {
  proven: ["proven", "consent proven"],
  acknowledged: ["acknowledged", "consent acknowledged"],
  failed: ["failed", "consent not shown"],
} as const;

function headOf(lake: Lake, table: LakeTable, whole: CatalogTable | undefined): ComponentChild {
  const consent = table.consent === "none" ? undefined : CONSENT[table.consent];
  const personal = [...new Set(table.columns.flatMap(({ tags }) => tags?.split(", ") ?? []))].sort();
  const run = whole?.lastRun;
  return h(
    "header",
    { class: "table-head" },
    h("p", { class: "crumbs" }, h("span", { class: "zone-pill" }, zoneName(lake, table.zone)), table.isSource ? "source" : "table"),
    h("h1", {}, h("a", { href: tableHash(table.name) }, table.name)),
    table.description === null ? null : h("p", { class: "lead" }, table.description),
    h(
      "ul",
      { class: "badges" },
      consent === undefined
        ? null
        : h("li", { class: `badge ${consent[0]}` }, icon(consent[0] === "proven" ? "check" : "note", 13), consent[1]),
      personal.length === 0 ? null : h("li", { class: "badge personal" }, icon("person", 13), personal.join(", ")),
      whole === undefined ? null : h("li", {}, whole.format),
      whole === undefined || whole.partitionBy.length === 0 ? null : h("li", {}, `partitioned by ${whole.partitionBy.join(", ")}`),
      run == null ? null : h("li", {}, `${run.rows.toLocaleString("en")} rows`),
      whole === undefined
        ? null
        : h("li", { class: "file" }, `${whole.declaration.file}${whole.declaration.line === null ? "" : `:${whole.declaration.line}`}`),
    ),
  );
}
