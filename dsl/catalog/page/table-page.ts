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

/** All that there is to say of one table. What the index has is there at once; its parts wait for the table's own chunk. */
export function TablePage({ lake, table, column }: Props): ComponentChild {
  const found = column === undefined ? -1 : table.columns.findIndex(({ name }) => name === column);
  const number = found === -1 ? undefined : found;
  useEffect(() => {
    document.title = `${column === undefined ? "" : `${column} · `}${table.name} · Catalog`;
  }, [table, column]);
  return h(
    "article",
    { class: `page zone-${table.zone % 6}` },
    h(Head, { lake, table }),
    column !== undefined && number === undefined
      ? h("p", { class: "failure-note", role: "alert" }, `${table.name} has no column `, h("code", {}, column), ".")
      : null,
    h(LineagePart, { lake, table, column: number }),
    h(Parts, { name: table.name, followed: column }),
  );
}

interface LineageProps {
  readonly lake: Lake;
  readonly table: LakeTable;
  readonly column: number | undefined;
}

function LineagePart({ lake, table, column }: LineageProps): ComponentChild {
  const lineage = useLineage();
  return h(
    "div",
    { class: column === undefined ? "lineage" : "lineage following" },
    h(Graph, { lake, table, column, lineage }),
    column === undefined || lineage === undefined ? null : h(TrailPanel, { lake, table, column, lineage }),
  );
}

function Parts({ name, followed }: { readonly name: string; readonly followed: string | undefined }): ComponentChild {
  const loading = useChunk<CatalogTable>(tableChunk(name));
  if (loading === undefined) return h("p", { class: "loading" }, "Loading ...");
  if ("failure" in loading)
    return h(
      "p",
      { class: "failure-note", role: "alert" },
      `${loading.failure}: the rest of this page is missing. Was the folder copied as a whole?`,
    );
  return [h(Columns, { key: "columns", table: loading.value, followed }), h(Rest, { key: "rest", table: loading.value })];
}

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

function Head({ lake, table }: { readonly lake: Lake; readonly table: LakeTable }): ComponentChild {
  const loading = useChunk<CatalogTable>(tableChunk(table.name));
  const whole = loading !== undefined && "value" in loading ? loading.value : undefined;
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
