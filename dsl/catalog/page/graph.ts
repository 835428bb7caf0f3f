import { type ComponentChild, h } from "preact";
import { useLayoutEffect, useMemo, useRef, useState } from "preact/hooks";
import { BoxOf } from "./graph-box.ts";
import { keyStep } from "./graph-keys.ts";
import { linesOf } from "./graph-lines.ts";
import { type GraphModel, graphModel } from "./graph-model.ts";
import type { Lake, LakeTable } from "./lake.ts";
import { BOX_WIDTH } from "./layout.ts";
import { type Lineage, trailOf } from "./lineage.ts";
import { type Expanded, neighbourhood, type Way, wayKey } from "./neighbourhood.ts";
import { usePanning } from "./panning.ts";
import { promiseOf } from "./promise.ts";
import { tableHash } from "./route.ts";

interface Props {
  readonly lake: Lake;
  readonly table: LakeTable;
  readonly column: number | undefined;
  readonly lineage: Lineage | undefined;
}

/** How many tables of a column's trail are drawn. */
const MOST_TABLES = 40;
const SCALES = [0.5, 0.65, 0.8, 1, 1.25] as const;
const SMALLEST_FIT = 0.72;
/** How high the graph may be, as in graph.css: pixels, and of the window. */
const TALLEST = 660;
const TALLEST_SHARE = 0.68;

/** How wide the graph before was: the next one is as wide, most of the time. */
let lastWidth = 0;

/** The tables around one, in the lanes of their zones; with a column, all that it comes from and that comes from it. */
export function Graph({ lake, table, column, lineage }: Props): ComponentChild {
  const [expanded, setExpanded] = useState<Expanded>(new Map());
  const [zoom, setZoom] = useState<number>();
  const [width, setWidth] = useState(lastWidth);
  const view = useRef<HTMLDivElement>(null);
  usePanning(view);

  // Without a column it is the same graph when the lineage arrives.
  const needed = column === undefined ? undefined : lineage;
  const model = useMemo((): GraphModel => {
    if (column === undefined || needed === undefined)
      return graphModel({ lake, focus: table, shown: neighbourhood(lake, table.number, expanded) });
    const trail = trailOf(needed, { table: table.number, column }, MOST_TABLES);
    const shown = new Set([table.number, ...[...trail.columns.values()].map((at) => at.table)]);
    return graphModel({ lake, focus: table, followed: { trail, lineage: needed }, shown });
  }, [lake, table, column, needed, expanded]);

  useLayoutEffect(() => {
    const element = view.current;
    if (element === null) return;
    // It tells the width at once, and after that only when the layout is made anyway.
    const observer = new ResizeObserver(([entry]) => {
      lastWidth = entry?.contentRect.width ?? lastWidth;
      setWidth(lastWidth);
    });
    observer.observe(element);
    return () => observer.disconnect();
  }, []);

  const { placed, drawn, lines } = model;
  const tallest = Math.min(TALLEST, TALLEST_SHARE * innerHeight);
  const fitting = width === 0 ? 1 : Math.max(SMALLEST_FIT, Math.min(1, width / placed.width, tallest / placed.height));
  const scale = zoom ?? fitting;

  useLayoutEffect(() => {
    const element = view.current;
    const focus = drawn.find(({ isFocus }) => isFocus);
    if (element === null || focus === undefined) return;
    const middle = (focus.at.x + BOX_WIDTH / 2) * scale;
    element.scrollLeft = middle - element.clientWidth / 2;
    element.scrollTop = Math.max(0, (focus.at.y + Math.min(focus.height, 300) / 2) * scale - element.clientHeight / 2);
  }, [drawn, scale]);

  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key === "Escape" && column !== undefined) {
      location.hash = tableHash(table.name);
      event.preventDefault();
    } else keyStep(event, model);
  };
  const more = (way: Way, number: number): void => {
    const key = wayKey(way, number);
    setExpanded(new Map([...expanded, [key, (expanded.get(key) ?? 0) + 1]]));
  };
  const laneWidth = Math.max(placed.width, width / scale);

  return h(
    "div",
    { class: "graph" },
    h(
      "div",
      { class: "view", ref: view, role: "group", "aria-label": `What ${table.name} is made of and what is made of it`, onKeyDown },
      h(
        "div",
        { class: "canvas", style: { width: `${laneWidth * scale}px`, height: `${placed.height * scale}px` } },
        h(
          "div",
          { class: "scaled", style: { width: `${laneWidth}px`, zoom: scale } },
          placed.lanes.map(({ lane, y, height }) =>
            h(
              "div",
              { key: lane, class: `lane zone-${lane % 6}`, style: { top: `${y}px`, minHeight: `${height}px` } },
              h(
                "p",
                {},
                h("b", {}, lake.zones[lane]?.name),
                h("span", {}, lake.zones[lane] === undefined ? "" : promiseOf(lake.zones[lane])),
              ),
            ),
          ),
          linesOf(model, laneWidth),
          [...drawn]
            .sort((a, b) => a.at.x - b.at.x || a.at.y - b.at.y)
            .map((one) => h(BoxOf, { key: one.table.number, drawn: one, followed: column, more })),
        ),
      ),
    ),
    h(
      "div",
      { class: "zoom" },
      zoomButton("−", "Smaller", -1),
      h("button", { type: "button", onClick: () => setZoom(undefined) }, "Fit"),
      zoomButton("+", "Larger", 1),
    ),
    lines.length === 0 && column !== undefined && lineage !== undefined
      ? h("p", { class: "graph-note" }, "No column of another table is on its way.")
      : null,
  );

  function zoomButton(text: string, label: string, step: 1 | -1): ComponentChild {
    const larger = SCALES.find((one) => one > scale + 0.01);
    const smaller = SCALES.findLast((one) => one < scale - 0.01);
    const next = step === 1 ? larger : smaller;
    return h("button", { type: "button", "aria-label": label, disabled: next === undefined, onClick: () => setZoom(next) }, text);
  }
}
