import { existsSync } from "node:fs";
import { type Browser, chromium } from "playwright-core";

const PLACES = [
  "/usr/bin/chromium",
  "/usr/bin/chromium-browser",
  "/usr/bin/google-chrome",
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
];

/** The browser of this machine: what `SLUICE_CHROMIUM` names, else one of the usual places; undefined where there is none. */
export const CHROMIUM: string | undefined = [process.env["SLUICE_CHROMIUM"] ?? "", ...PLACES].find(
  (path) => path !== "" && existsSync(path),
);

export const NO_CHROMIUM = "there is no Chromium: install it (Debian: apt-get install chromium), or name it by SLUICE_CHROMIUM";

/** Starts it without a window. It asks nothing of the network by itself. Throws where there is none. */
export async function startChromium(): Promise<Browser> {
  if (CHROMIUM === undefined) throw new Error(NO_CHROMIUM);
  return await chromium.launch({ executablePath: CHROMIUM, args: QUIET, chromiumSandbox: process.getuid?.() !== 0 });
}

const QUIET = [
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];
