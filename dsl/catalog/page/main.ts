import { h, render } from "preact";
import { App } from "./app.ts";
import { INDEX, type Index } from "./chunks.ts";
import { lakeOf } from "./lake.ts";
import { takeChunk } from "./load.ts";

const root = document.getElementById("page");
const index = takeChunk<Index>(INDEX);
if (root !== null) {
  if (index === undefined) root.textContent = "data/index.js is missing: run `npx sluice catalog` again.";
  else render(h(App, { lake: lakeOf(index) }), root);
}
