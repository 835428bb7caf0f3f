#!/usr/bin/env node
// Starts on any Node from 20 on, and goes on with the project's own Node 24, which runs TypeScript as it is. Commands that may
// need much memory work in a process of their own, so that somebody is left to tell when the system kills it.
import { spawn, spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import * as module from "node:module";
import { constants } from "node:os";
import { fileURLToPath } from "node:url";
import { endStopped, endWithParent, SIGNALS, takeSignals, tellEnd } from "./signals.mjs";

const main = new URL("./main.ts", import.meta.url);
const own = fileURLToPath(new URL("../../node_modules/node/bin/node", import.meta.url));
const compileCache = fileURLToPath(new URL("../../.sluice/cache/node", import.meta.url));

const isNew = Number(process.versions.node.split(".")[0]) >= 24;
const [command = "", ...options] = process.argv.slice(2);
const isChild = process.channel != null;

if (isNew && (isChild || !["run", "ingest"].includes(command))) {
  endWithParent();
  tellEnd();
  module.enableCompileCache(compileCache);
  await import(main.href);
} else if (isNew || existsSync(own)) {
  takeSignals();
  const [node, ...nodeOptions] = isNew ? [process.execPath, ...process.execArgv] : [own];
  const env = { NODE_COMPILE_CACHE: compileCache, ...process.env };
  // This file again. The channel tells it when this process is gone, also when that was killed.
  const child = spawn(node, [...nodeOptions, fileURLToPath(import.meta.url), ...process.argv.slice(2)], {
    stdio: ["inherit", "inherit", "inherit", "ipc"],
    env,
  });
  for (const signal of SIGNALS) process.on(signal, () => child.kill(signal));
  let told;
  child.on("message", (code) => {
    told = code;
  });
  child.on("exit", (code, signal) => {
    if (signal === null) process.exit(code);
    // At "close" the channel is read to its end. Without an exit code in it, the child had no time yet to say anything itself.
    if (SIGNALS.includes(signal)) return child.on("close", () => (told === undefined ? endStopped() : process.exit(told)));
    const tell = fileURLToPath(new URL("./tell-killed.ts", import.meta.url));
    spawnSync(node, [tell, signal, command, ...options], { stdio: "inherit", env });
    process.exit(128 + constants.signals[signal]);
  });
} else {
  console.error("Sluice needs Node 24, which `npm install` brings. Run `npm install` in Sluice's folder; if npm's install");
  console.error("scripts are off, `npm rebuild node --ignore-scripts=false` (npm 11.19: `npm install-scripts approve node` first).");
  process.exit(1);
}
