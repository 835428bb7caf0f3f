import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import type { Browser, BrowserContextOptions, Page } from "playwright-core";
import { expect } from "vitest";

/** Someone who reads a catalog. What goes wrong on the page, and what it asks of anything but the disk, is kept. */
export interface Reader {
  readonly page: Page;
  readonly open: (hash: string) => Promise<void>;
  /** Fails when something went wrong, or the page asked for something elsewhere. */
  readonly leave: () => Promise<void>;
}

export const WIDE: BrowserContextOptions = { viewport: { width: 1440, height: 900 } };
export const TABLET: BrowserContextOptions = { viewport: { width: 820, height: 1180 }, hasTouch: true, isMobile: true };
export const PHONE: BrowserContextOptions = { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true };

/** `at` is the folder of the catalog, or the address of a server that has it. */
export async function readerOf(browser: Browser, at: string, options: BrowserContextOptions = WIDE): Promise<Reader> {
  const context = await browser.newContext(options);
  const page = await context.newPage();
  const wrong: string[] = [];
  page.on("console", (message) => {
    if (message.type() === "error" || message.type() === "warning") wrong.push(`${message.type()}: ${message.text()}`);
  });
  page.on("pageerror", (failure) => wrong.push(`threw: ${failure.message}`));
  page.on("dialog", (dialog) => wrong.push(`dialog: ${dialog.message()}`));
  page.on("requestfailed", (request) => wrong.push(`failed: ${request.url()}`));
  const below = at.startsWith("http:") ? at : pathToFileURL(join(at, "/")).href;
  page.on("request", (request) => {
    if (!request.url().startsWith(below) && !request.url().startsWith("data:")) wrong.push(`asked for ${request.url()}`);
  });
  return {
    page,
    open: async (hash) => {
      // Anew: a page that only changes its address shows the one before for a moment.
      await page.goto("about:blank");
      await page.goto(`${below}index.html${hash}`);
      await page.locator("h1").first().waitFor();
      await page.locator(".loading").waitFor({ state: "detached" });
    },
    leave: async () => {
      await context.close();
      expect(wrong).toEqual([]);
    },
  };
}

const AXE = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

interface Violation {
  readonly id: string;
  readonly impact: string | null;
  readonly nodes: readonly { readonly target: readonly unknown[]; readonly failureSummary?: string }[];
}

/** What axe-core finds that keeps someone from using the page: one line each, with the first place. */
export async function barriersOn(page: Page): Promise<readonly string[]> {
  await page.evaluate(AXE);
  const violations = (await page.evaluate("axe.run({ preload: false }).then(({ violations }) => violations)")) as readonly Violation[];
  return violations
    .filter(({ impact }) => impact === "serious" || impact === "critical")
    .map(({ id, nodes }) => `${id} (${nodes.length}): ${nodes[0]?.target.join(" ")} ${nodes[0]?.failureSummary ?? ""}`);
}
