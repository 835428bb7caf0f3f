import { type ComponentChild, h } from "preact";
import type { GraphModel } from "./graph-model.ts";

/** The arrows of a graph, in as much room as it has. */
export function linesOf({ lines, placed }: GraphModel, width: number): ComponentChild {
  return h(
    "svg",
    { class: "lines", width, height: placed.height, "aria-hidden": "true" },
    h(
      "defs",
      {},
      ["plain", "trail"].map((kind) =>
        h(
          "marker",
          {
            key: kind,
            id: `arrow-${kind}`,
            class: kind,
            viewBox: "0 0 8 8",
            refX: 7,
            refY: 4,
            markerWidth: 8,
            markerHeight: 8,
            markerUnits: "userSpaceOnUse",
            orient: "auto",
          },
          h("path", { d: "M0 0.8 7.2 4 0 7.2Z" }),
        ),
      ),
    ),
    lines.map(({ key, path, isComputed, isOnTrail }) =>
      h("path", {
        key,
        d: path,
        class: ["line", isOnTrail ? "trail" : "plain", ...(isComputed ? ["computed"] : [])].join(" "),
        "marker-end": `url(#arrow-${isOnTrail ? "trail" : "plain"})`,
      }),
    ),
  );
}
