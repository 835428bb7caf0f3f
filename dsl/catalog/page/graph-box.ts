import { type ComponentChild, h } from "preact";
import type { Drawn, DrawnRow } from "./graph-model.ts";
import { icon } from "./icons.ts";
import type { LakeTable } from "./lake.ts";
import { BOX_WIDTH } from "./layout.ts";
import type { Way } from "./neighbourhood.ts";
import { tableHash } from "./route.ts";

interface BoxProps {
  readonly drawn: Drawn;
  readonly followed: number | undefined;
  readonly more: (way: Way, table: number) => void;
}

/** A table of a graph, with the columns that are shown of it, and buttons for what is not shown around it. */
export function BoxOf({ drawn, followed, more }: BoxProps): ComponentChild {
  const { table, isFocus, rows, others, at, height, hidden } = drawn;
  const count = `${table.columns.length} ${table.columns.length === 1 ? "column" : "columns"}`;
  return h(
    "section",
    {
      class: `box zone-${table.zone % 6}${isFocus ? " focus" : ""}`,
      style: { left: `${at.x}px`, top: `${at.y}px`, width: `${BOX_WIDTH}px`, height: `${height}px` },
      "aria-label": table.name,
    },
    h(
      "a",
      {
        class: "head",
        href: tableHash(table.name),
        "data-table": table.number,
        "data-column": -1,
        "aria-current": isFocus && followed === undefined ? "true" : undefined,
        title: table.description ?? undefined,
      },
      h("span", { class: "name" }, table.name),
      h("span", { class: "sub" }, table.isSource ? `source, ${count}` : count),
    ),
    rows.length === 0
      ? null
      : h(
          "ul",
          {},
          rows.map((row) => rowOf(table, row, isFocus && row.column === followed)),
        ),
    rows.length > 0 && others > 0 ? h("p", { class: "others" }, `${others} more ${others === 1 ? "column" : "columns"}`) : null,
    hidden.up + hidden.down === 0 ? null : h("div", { class: "more" }, moreButton("up"), moreButton("down")),
  );

  function moreButton(way: Way): ComponentChild {
    const count = hidden[way];
    if (count === 0) return null;
    const what = way === "up" ? `${count} more that ${table.name} reads` : `${count} more that read ${table.name}`;
    return h(
      "button",
      { type: "button", "aria-label": `Show ${what}`, title: what, onClick: () => more(way, table.number) },
      way === "up" ? icon("left", 10) : null,
      `+${count}`,
      way === "down" ? icon("right", 10) : null,
    );
  }
}

function rowOf(table: LakeTable, { column, name, tags, expression, isOnTrail, height }: DrawnRow, isFollowed: boolean): ComponentChild {
  return h(
    "li",
    { key: column, style: { height: `${height}px` } },
    h(
      "a",
      {
        class: `row${isOnTrail ? " trail" : ""}`,
        href: isFollowed ? tableHash(table.name) : tableHash(table.name, name),
        "data-table": table.number,
        "data-column": column,
        "aria-current": isFollowed ? "true" : undefined,
        title: isFollowed ? "Stop following it" : undefined,
      },
      h("span", { class: "name" }, name),
      tags === null ? null : h("span", { class: "tag", title: `personal data: ${tags}` }, tags),
      expression === undefined ? null : h("span", { class: "expression", title: expression }, `= ${expression}`),
    ),
  );
}
