// Writes docs/catalog.png and docs/catalog-dark.png, the pictures of the README, and below .sluice/pictures one of every kind of page
// as it is on a wide screen and on a phone, light and dark: `npm run pictures`. Needs Chromium.
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import type { Browser } from "playwright-core";
import { startChromium } from "../test/browser/chromium.ts";
import { stediCatalog } from "../test/browser/stedi-catalog.ts";

const PAGES: Readonly<Record<string, string>> = {
  table: "#/table/machine_learning_curated",
  column: "#/table/machine_learning_curated/column/user",
  source: "#/table/customer_landing",
  privacy: "#/privacy",
};

interface Shot {
  readonly file: string;
  readonly hash: string;
  readonly scheme: "light" | "dark";
  readonly width: number;
  readonly height: number;
  readonly isWhole?: boolean;
  readonly search?: string;
}

const all: readonly Shot[] = (["light", "dark"] as const).flatMap((scheme) => [
  {
    file: fileURLToPath(new URL(scheme === "light" ? "catalog.png" : "catalog-dark.png", import.meta.url)),
    hash: PAGES["column"] ?? "",
    scheme,
    width: 1440,
    height: 940,
  },
  ...Object.entries(PAGES).flatMap(([name, hash]): readonly Shot[] => [
    { file: join(".sluice/pictures", `${name}-wide-${scheme}.png`), hash, scheme, width: 1440, height: 900, isWhole: true },
    { file: join(".sluice/pictures", `${name}-phone-${scheme}.png`), hash, scheme, width: 390, height: 844, isWhole: true },
  ]),
  {
    file: join(".sluice/pictures", `search-wide-${scheme}.png`),
    hash: PAGES["table"] ?? "",
    scheme,
    width: 1440,
    height: 900,
    search: "customer",
  },
]);

mkdirSync(".sluice/pictures", { recursive: true });
const catalog = await stediCatalog();
const browser = await startChromium();
try {
  for (const shot of all) await take(browser, shot);
} finally {
  await browser.close();
  catalog.remove();
}

async function take(chromium: Browser, { file, hash, scheme, width, height, isWhole = false, search }: Shot): Promise<void> {
  const context = await chromium.newContext({ viewport: { width, height }, colorScheme: scheme });
  const page = await context.newPage();
  await page.goto(`${pathToFileURL(join(catalog.folder, "index.html")).href}${hash}`);
  await page.locator(".loading").waitFor({ state: "detached" });
  if (hash.includes("/column/")) await page.locator(".trail-panel").waitFor();
  if (search !== undefined) await page.getByRole("combobox").fill(search);
  // What lies below the window is not painted before it comes near.
  await page.evaluate("for (const part of document.querySelectorAll('.part')) part.style.contentVisibility = 'visible'");
  await page.evaluate("document.fonts.ready.then(() => undefined)");
  await page.screenshot({ path: file, fullPage: isWhole });
  await context.close();
  console.log(`Wrote ${file.replace(`${process.cwd()}/`, "")}`);
}
