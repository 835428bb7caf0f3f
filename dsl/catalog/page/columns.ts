import { type ComponentChild, h } from "preact";
import type { CatalogColumn, CatalogTable, ColumnName } from "../catalog.ts";
import { tableHash } from "./route.ts";

/** The columns: what each holds, and which columns of sources it goes back to. */
export function Columns({ table, followed }: { readonly table: CatalogTable; readonly followed: string | undefined }): ComponentChild {
  const isSource = table.kind === "source";
  const isChecked = table.columns.some(({ checks }) => checks.length > 0);
  return h(
    "section",
    { class: "part", "aria-labelledby": "columns" },
    h("h2", { id: "columns" }, "Columns ", h("span", { class: "count" }, table.columns.length)),
    h(
      "table",
      { class: "columns" },
      h(
        "thead",
        {},
        h(
          "tr",
          {},
          h("th", { scope: "col" }, "Name"),
          h("th", { scope: "col" }, "Type"),
          h("th", { scope: "col" }, "Description"),
          isSource ? (isChecked ? h("th", { scope: "col" }, "Must be") : null) : h("th", { scope: "col" }, "Goes back to"),
        ),
      ),
      h(
        "tbody",
        {},
        table.columns.map((column) =>
          rowOf(table, column, followed === column.name, isSource ? (isChecked ? column.checks : null) : column.origins),
        ),
      ),
    ),
    table.rowsDecidedBy.length === 0
      ? null
      : h("p", { class: "decided" }, "Which rows there are is decided by ", listOf(table.rowsDecidedBy), "."),
  );
}

function rowOf(
  table: CatalogTable,
  column: CatalogColumn,
  isFollowed: boolean,
  last: readonly (string | ColumnName)[] | null,
): ComponentChild {
  const { name, type, nullable, description, personal } = column;
  const reference = table.source?.person.find((one) => one.column === name);
  return h(
    "tr",
    { key: name, class: isFollowed ? "followed" : "" },
    h(
      "th",
      { scope: "row" },
      h("a", { href: tableHash(table.name, name) }, name),
      personal.map((tag) => h("span", { key: tag, class: "tag" }, tag)),
    ),
    h("td", { class: "type" }, h("code", {}, type), nullable ? h("span", { class: "null" }, "may be null") : null),
    h(
      "td",
      { class: "description" },
      description ?? "",
      reference === undefined
        ? null
        : h(
            "div",
            { class: "reference" },
            "whose row it is: ",
            linkTo(reference.refersTo),
            reference.ambiguous ? ", which may fit several people" : "",
          ),
    ),
    last === null ? null : h("td", {}, typeof last[0] === "object" ? listOf(last as readonly ColumnName[], 4) : last.join("; ")),
  );
}

const linkTo = ({ table, column }: ColumnName): ComponentChild =>
  h(
    "a",
    { key: `${table}.${column}`, class: "column-link", href: tableHash(table, column) },
    `${table}.`,
    h("wbr", {}),
    h("b", {}, column),
  );

function listOf(names: readonly ColumnName[], most = 12): ComponentChild {
  const shown = names.slice(0, most).flatMap((name, i) => [i === 0 ? "" : ", ", linkTo(name)]);
  return names.length > most ? [...shown, ` and ${names.length - most} more`] : shown;
}
