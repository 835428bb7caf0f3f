// Writes docs/zones.svg, the picture of the zones in the README: `npm run pictures`.
import { writeFileSync } from "node:fs";
import { instance } from "@viz-js/viz";
import { zoneOrder } from "../dsl/catalog/zone-order.ts";
import { compile } from "../dsl/compiler/compile.ts";
import type { LakePlan } from "../dsl/operations/lake.ts";
import { tablesRead } from "../dsl/operations/steps.ts";

/** The zones as lanes, left to right, with an arrow for each read, in the DOT language. */
export function zonesGraph(plan: LakePlan): string {
  const tables = [...plan.sources, ...plan.tables];
  const zones = zoneOrder(plan);
  const lanes = zones.map((zone, i) => {
    const requires = plan.zones.find(({ name }) => name === zone)?.requires;
    const nodes = tables.filter((table) => table.zone === zone).map(({ name }) => `    ${name};`);
    const label = requires === undefined ? zone : `${zone}: only who agreed to ${requires}`;
    return [
      `  subgraph cluster_${i} {`,
      `    label="${label}"; labeljust=l;`,
      `    fillcolor="${LANE_COLOURS[i % LANE_COLOURS.length]}";`,
      ...nodes,
      "  }",
    ];
  });
  const arrows = plan.tables.flatMap(({ name, relation }) => tablesRead(relation).map((read) => `  ${read} -> ${name};`));
  return [
    "digraph zones {",
    '  rankdir=LR; bgcolor="white"; fontname="Helvetica"; pad=0.2; nodesep=0.3; ranksep=0.7;',
    '  node [shape=box style="rounded,filled" fillcolor="white" color="#aaa598" fontcolor="#1d2124" fontname="Helvetica" fontsize=12];',
    '  edge [color="#7c7769" arrowsize=0.7];',
    '  graph [style="rounded,filled" color="#cfcac0" fontcolor="#1d2124" fontsize=13];',
    ...lanes.flat(),
    ...arrows,
    "}",
  ].join("\n");
}

const LANE_COLOURS = ["#eceff2", "#e5f2f0", "#f1eaf8"];

/** An arrow through the label of a zone goes behind it. */
function withLabelsOnTop(svg: string): string {
  const labels: string[] = [];
  const rest = svg.replace(/(<g id="clust\d+"[^>]*>.*?)(<text)( .*?<\/text>\n)/gs, (_, lane: string, tag: string, label: string) => {
    labels.push(`${tag} paint-order="stroke" stroke="${LANE_COLOURS[labels.length % LANE_COLOURS.length]}" stroke-width="6"${label}`);
    return lane;
  });
  return rest.replace(/<\/g>\n<\/svg>/, `${labels.join("")}$&`);
}

if (import.meta.main) {
  const { plan } = await compile({ transforms: "transforms", cache: ".sluice/cache", cwd: process.cwd() });
  if (plan === undefined) throw new Error("the transforms do not compile: run `npx sluice compile`");
  const svg = (await instance()).renderString(zonesGraph(plan), { format: "svg" });
  writeFileSync(new URL("zones.svg", import.meta.url), withLabelsOnTop(svg));
  console.log("Wrote docs/zones.svg");
}
