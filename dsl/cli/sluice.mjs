#!/usr/bin/env node
// Starts on any Node from 20 on, and goes on with the project's own Node 24, which runs TypeScript as it is.
import { spawn } from "node:child_process";
import { existsSync } from "node:fs";
import * as module from "node:module";
import { fileURLToPath } from "node:url";
import { endStopped, endWithParent, SIGNALS, takeSignals } from "./signals.mjs";

const main = new URL("./main.ts", import.meta.url);
const own = fileURLToPath(new URL("../../node_modules/node/bin/node", import.meta.url));
const compileCache = fileURLToPath(new URL("../../.sluice/cache/node", import.meta.url));

if (Number(process.versions.node.split(".")[0]) >= 24) {
  endWithParent();
  module.enableCompileCache(compileCache);
  await import(main.href);
} else if (existsSync(own)) {
  takeSignals();
  // This file again, by that Node. The channel tells it when this process is gone, also when that was killed.
  const child = spawn(own, [fileURLToPath(import.meta.url), ...process.argv.slice(2)], {
    stdio: ["inherit", "inherit", "inherit", "ipc"],
    env: { NODE_COMPILE_CACHE: compileCache, ...process.env },
  });
  for (const signal of SIGNALS) process.on(signal, () => child.kill(signal));
  child.on("exit", (code, signal) => {
    // It had no time yet to say so itself.
    if (SIGNALS.includes(signal)) endStopped();
    process.exit(signal === null ? code : 1);
  });
} else {
  console.error("Sluice needs Node 24, which `npm install` brings. Run `npm install` in Sluice's folder; if npm's install");
  console.error("scripts are off, `npm rebuild node --ignore-scripts=false` (npm 11.19: `npm install-scripts approve node` first).");
  process.exit(1);
}
