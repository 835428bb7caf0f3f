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
      `    label="${label}";`,
      `    fillcolor="${LANE_COLOURS[i % LANE_COLOURS.length]}";`,
      ...nodes,
      "  }",
    ];
  });
  const arrows = plan.tables.flatMap(({ name, relation }) => tablesRead(relation).map((read) => `  ${read} -> ${name};`));
  return [
    "digraph zones {",
    '  rankdir=LR; bgcolor="white"; fontname="Helvetica"; pad=0.2; nodesep=0.3; ranksep=0.7;',
    '  node [shape=box style="rounded,filled" fillcolor="white" color="#4a5568" fontname="Helvetica" fontsize=12];',
    '  edge [color="#4a5568" arrowsize=0.7];',
    '  graph [style="rounded,filled" color="#a0aec0" fontsize=13];',
    ...lanes.flat(),
    ...arrows,
    "}",
  ].join("\n");
}

const LANE_COLOURS = ["#edf2f7", "#e6fffa", "#fefcbf"];

if (import.meta.main) {
  const { plan } = await compile({ transforms: "transforms", cache: ".sluice/cache", cwd: process.cwd() });
  if (plan === undefined) throw new Error("the transforms do not compile: run `npx sluice compile`");
  const svg = (await instance()).renderString(zonesGraph(plan), { format: "svg" });
  writeFileSync(new URL("zones.svg", import.meta.url), svg);
  console.log("Wrote docs/zones.svg");
}
