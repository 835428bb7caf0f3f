// Installs what package.json asks for when it is missing or older than the lock file. Runs on any Node from 20 on,
// before `npm start` and `npm test`; a tenth of a second when there is nothing to do.
import { spawnSync } from "node:child_process";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("../../", import.meta.url));
const lock = readFileSync(`${root}package-lock.json`, "utf8");
const stamp = `${root}node_modules/.sluice-lock.json`;
const node = `${root}node_modules/node/bin/node`;
const installed = existsSync(stamp) && readFileSync(stamp, "utf8") === lock;

if (Number(process.versions.node.split(".")[0]) < 20) fail(`Sluice needs Node 20 or newer to start; this is ${process.version}.`);

if (!installed) {
  console.error("Installing the packages of package-lock.json into node_modules (about a minute the first time) ...");
  const { status } = spawnSync("npm", ["ci", "--no-audit", "--no-fund", "--loglevel=error"], {
    cwd: root,
    stdio: ["ignore", "inherit", "inherit"],
  });
  if (status !== 0) fail("npm could not install the packages; its message is above.");
}
if (!existsSync(node) || spawnSync(node, ["--version"]).status !== 0) {
  fail(
    "Node 24 is missing: the package `node` brings it by an install script, and npm's install scripts are off here.\nRun `npm rebuild node --ignore-scripts=false` (npm 11.19 and newer: `npm install-scripts approve node` first), then try again.",
  );
}
if (!installed) writeFileSync(stamp, lock);

function fail(message) {
  console.error(message);
  process.exit(1);
}
