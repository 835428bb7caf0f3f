import { type ComponentChild, h } from "preact";
import { icon } from "./icons.ts";
import { type Lake, type LakeTable, tableAt, zoneName } from "./lake.ts";
import { type ColumnAt, type ColumnEdge, keyOf, type Lineage } from "./lineage.ts";
import { tableHash } from "./route.ts";

interface Props {
  readonly lake: Lake;
  readonly table: LakeTable;
  readonly column: number;
  readonly lineage: Lineage;
}

/** How many columns are listed each way. */
const MOST = 120;

/** The way of a column in words: what it is made of at each step, and what is made of it. */
export function TrailPanel({ lake, table, column, lineage }: Props): ComponentChild {
  const start = { table: table.number, column };
  const own = table.columns[column];
  const up = walker(lineage.origins, "from");
  const down = walker(lineage.uses, "to");
  const used = down.below(start);
  return h(
    "section",
    { class: "trail-panel", "aria-labelledby": "trail-title" },
    h(
      "header",
      {},
      h("h2", { id: "trail-title" }, h("code", {}, own?.name)),
      h(
        "a",
        { class: "icon-button", href: tableHash(table.name), "aria-label": "Stop following the column", title: "Stop following (Esc)" },
        icon("cross"),
      ),
    ),
    h(
      "p",
      { class: "facts" },
      `${own?.type}, ${own?.nullable === true ? "may be null" : "never null"}`,
      own?.tags == null ? null : h("span", { class: "tag" }, own.tags),
    ),
    own?.description == null ? null : h("p", { class: "description" }, own.description),
    h("h3", {}, "Where it comes from"),
    h("ol", { class: "steps up" }, stepOf(start, true), up.below(start)),
    up.isCut() ? h("p", { class: "cut" }, `The nearest ${MOST} columns are shown.`) : null,
    h("h3", {}, "Where it goes"),
    used.length === 0 ? h("p", { class: "nothing" }, "No table passes it on.") : h("ol", { class: "steps down" }, used),
    down.isCut() ? h("p", { class: "cut" }, `The nearest ${MOST} columns are shown.`) : null,
  );

  /** The steps below a column, each column once: a single next step follows, of several each begins a list of its own. */
  function walker(next: (at: ColumnAt) => readonly ColumnEdge[], end: "from" | "to") {
    const seen = new Set<string>();
    let cut = false;
    const below = (at: ColumnAt): readonly ComponentChild[] => {
      const branches: (readonly ComponentChild[])[] = [];
      for (const edge of next(at)) {
        if (seen.size >= MOST) {
          cut = true;
          break;
        }
        const other = edge[end];
        const isSeen = seen.has(keyOf(other));
        seen.add(keyOf(other));
        const after = isSeen ? [h("li", { key: "seen", class: "seen" }, "as above")] : below(other);
        branches.push([stepOf(other, end === "from" || !isSeen), ...after]);
      }
      return branches.length === 1 ? branches.flat() : branches.map((steps, i) => h("li", { key: `branch ${i}` }, h("ol", {}, steps)));
    };
    return { below, isCut: () => cut };
  }

  function stepOf(at: ColumnAt, saysHow: boolean): ComponentChild {
    const of = tableAt(lake, at.table);
    const name = of.columns[at.column]?.name ?? "";
    return h(
      "li",
      { key: keyOf(at), class: `step zone-${of.zone % 6}` },
      h(
        "a",
        { href: tableHash(of.name, name), title: `${zoneName(lake, of.zone)}` },
        h("span", { class: "of" }, `${of.name}.`),
        h("b", {}, name),
      ),
      saysHow ? h("span", { class: "how" }, howInWords(at, of)) : null,
    );
  }

  function howInWords(at: ColumnAt, of: LakeTable): ComponentChild {
    if (of.isSource) return "as it was delivered";
    const expression = lineage.expressionOf(at);
    if (expression !== undefined) return h("code", {}, `= ${expression}`);
    return lineage.origins(at).length === 0 ? "made here" : "copied";
  }
}
