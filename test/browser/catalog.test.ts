import { readFileSync, renameSync } from "node:fs";
import { join } from "node:path";
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { CHROMIUM, NO_CHROMIUM, startChromium } from "./chromium.ts";
import { barriersOn, PHONE, type Reader, readerOf, TABLET, WIDE } from "./reader.ts";
import { type MadeCatalog, stediCatalog } from "./stedi-catalog.ts";

if (CHROMIUM === undefined) console.warn(`SKIPPED: the catalog in a browser, because ${NO_CHROMIUM}`);

const MACHINE_LEARNING = "#/table/machine_learning_curated";

describe.skipIf(CHROMIUM === undefined)("the catalog, opened from the disk in Chromium", () => {
  let catalog: MadeCatalog;
  let browser: Browser;
  beforeAll(async () => {
    [catalog, browser] = await Promise.all([stediCatalog(), startChromium()]);
  });
  afterAll(async () => {
    await browser?.close();
    catalog?.remove();
  });

  const reading = async (options: typeof WIDE, hash: string, read: (reader: Reader) => Promise<void>): Promise<void> => {
    const reader = await readerOf(browser, catalog.folder, options);
    await reader.open(hash);
    await read(reader);
    await reader.leave();
  };
  const hashOf = ({ page }: Reader): string => new URL(page.url()).hash;

  test.for(
    (["light", "dark"] as const).flatMap((colorScheme) => [
      [`wide and ${colorScheme}`, { ...WIDE, colorScheme }] as const,
      [`a tablet and ${colorScheme}`, { ...TABLET, colorScheme }] as const,
      [`a phone and ${colorScheme}`, { ...PHONE, colorScheme }] as const,
    ]),
  )("shows every kind of page without a barrier: %s", async ([, options]) => {
    await reading(options, "", async ({ page, open }) => {
      expect(await page.locator("h1").textContent()).toBe("machine_learning_curated");
      for (const hash of [MACHINE_LEARNING, `${MACHINE_LEARNING}/column/user`, "#/table/customer_landing", "#/privacy", "#/table/none"]) {
        await open(hash);
        for (const claim of await page.locator(".claim summary").all()) await claim.click();
        await page.evaluate("for (const part of document.querySelectorAll('.part')) part.style.contentVisibility = 'visible'");
        expect(await barriersOn(page), hash).toEqual([]);
        // Nothing is wider than the window but what scrolls by itself.
        expect(await page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")).toBe(0);
        expect(
          await page.evaluate("[...document.querySelectorAll('.part')].filter((part) => part.scrollWidth > part.clientWidth).length"),
        ).toBe(0);
      }
      await page.getByRole("combobox").fill("user");
      await page.getByRole("option").first().waitFor();
      expect(await barriersOn(page)).toEqual([]);
    });
  });

  test("a column is followed through the graph to where it was delivered", async () => {
    await reading(WIDE, "", async (reader) => {
      const { page } = reader;
      const graph = page.locator(".graph");
      const box = (name: string) => graph.locator(".box", { has: page.locator(".head .name", { hasText: new RegExp(`^${name}$`) }) });
      await box("machine_learning_curated").getByRole("link", { name: "user" }).click();
      await page.locator(".trail-panel").waitFor();
      expect(hashOf(reader)).toBe(`${MACHINE_LEARNING}/column/user`);
      expect(await graph.locator(".line.trail").count()).toBe(2);
      expect(await graph.locator(".row.trail .name").allTextContents()).toEqual(["user", "user", "user"]);
      expect((await page.locator(".steps.up .step").allTextContents()).map((text) => text.replaceAll(/\s+/g, " "))).toEqual([
        "machine_learning_curated.usercopied",
        "accelerometer_trusted.usercopied",
        "accelerometer_landing.useras it was delivered",
      ]);
      expect(await page.locator(".steps.up ol").count(), "a way without branches is one list").toBe(0);
      await box("accelerometer_landing").getByRole("link", { name: "user" }).click();
      await expect.poll(() => page.locator("h1").textContent()).toBe("accelerometer_landing");
      expect(hashOf(reader)).toBe("#/table/accelerometer_landing/column/user");
      expect(await page.locator(".steps.down").textContent()).toContain("machine_learning_curated.");
      await page.goBack();
      await expect.poll(() => page.locator("h1").textContent()).toBe("machine_learning_curated");
    });
  });

  test("a table of the graph becomes the one in the middle, and more of its neighbours come when asked", async () => {
    await reading(WIDE, "", async (reader) => {
      const { page } = reader;
      expect(await page.locator(".box", { hasText: "customer_landing" }).count()).toBe(0);
      await page.getByRole("button", { name: /^Show 1 more that customer_trusted reads/ }).click();
      expect(await page.locator(".box .head .name", { hasText: "customer_landing" }).count()).toBe(1);
      await page.locator(".box .head", { hasText: "customers_curated" }).click();
      await expect.poll(() => page.locator(".box.focus .head .name").textContent()).toBe("customers_curated");
      expect(hashOf(reader)).toBe("#/table/customers_curated");
    });
  });

  test("a proof opens as a tree, an exception has its reason", async () => {
    await reading(WIDE, MACHINE_LEARNING, async ({ page }) => {
      const claim = page.locator(".claim", { hasText: "the person behind accelerometer_landing.user" });
      expect(await claim.locator(".proof").isVisible()).toBe(false);
      await claim.locator("summary").click();
      expect(await claim.locator(".proof").isVisible()).toBe(true);
      expect(await claim.locator(".proof .proof, .proof ul ul").count()).toBeGreaterThan(0);
      expect(await claim.locator(".proof").textContent()).toContain(
        "customer_landing is unique by emaildeclared, and checked in every run",
      );
      expect(await claim.locator("a.source", { hasText: "transforms/trusted/accelerometer-trusted.ts" }).count()).toBeGreaterThan(0);
      const accepted = page.locator(".claim", { hasText: "the person behind step_trainer_landing.serialNumber" });
      await accepted.locator("summary").click();
      expect(await accepted.locator("blockquote").textContent()).toContain("the one who moved in that millisecond took the step");
      expect(await page.locator(".exception").count()).toBe(5);
    });
  });

  test("the script is copied as it is generated", async () => {
    await reading({ ...WIDE, permissions: ["clipboard-read", "clipboard-write"] }, MACHINE_LEARNING, async ({ page }) => {
      const script = page.locator(".pane", { hasText: "Generated script" });
      expect(await script.locator(".hljs-keyword").count()).toBeGreaterThan(3);
      await script.getByRole("button", { name: "Copy: Generated script" }).click();
      await expect.poll(() => script.getByRole("status").textContent()).toBe("Copied");
      expect(await page.evaluate("navigator.clipboard.readText()")).toBe(
        readFileSync("generated/curated/machine_learning_curated/job.py", "utf8"),
      );
    });
  });

  test("what the last run counted is shown", async () => {
    await reading(WIDE, "#/table/accelerometer_landing", async ({ page }) => {
      const counts = await page.locator(".counts").textContent();
      expect(counts).toMatch(/files\d.*records[\d,]+rows[\d,]+in quarantine[1-9]/);
      expect(await page.locator(".reasons tr", { hasText: "an array, not an object" }).count()).toBe(1);
    });
  });

  test("an address leads to a table and a column; one that does not exist says so", async () => {
    await reading(WIDE, "#/table/step_trainer_trusted/column/serialNumber", async ({ page, open }) => {
      await page.locator(".trail-panel", { hasText: "serialNumber" }).waitFor();
      expect(await page.title()).toBe("serialNumber · step_trainer_trusted · Catalog");
      await open("#/table/no_such_table");
      expect(await page.locator("main").textContent()).toContain("no_such_table is not in this catalog");
      await open("#/table/customer_landing/column/nothing");
      expect(await page.getByRole("alert").textContent()).toBe("customer_landing has no column nothing.");
    });
  });

  test("what is missing of a folder that was not copied as a whole is said, and looked for again", async () => {
    const file = join(catalog.folder, "data/table/customer_trusted.js");
    const { page, open } = await readerOf(browser, catalog.folder);
    renameSync(file, `${file}.elsewhere`);
    try {
      await open("#/table/customer_trusted");
      expect(await page.getByRole("alert").textContent()).toBe(
        "data/table/customer_trusted.js could not be loaded: the rest of this page is missing. Was the folder copied as a whole?",
      );
      expect(await page.locator(".box.focus .head .name").textContent()).toBe("customer_trusted");
    } finally {
      renameSync(`${file}.elsewhere`, file);
    }
    await page.locator(".sidebar").getByRole("link", { name: "customer_landing" }).click();
    await page.locator(".columns").waitFor();
    await page.goBack();
    await expect.poll(() => page.locator("h1").textContent()).toBe("customer_trusted");
    await page.locator(".columns").waitFor();
    expect(await page.getByRole("alert").count()).toBe(0);
    await page.context().close();
  });

  test("everything can be done with the keyboard alone", async () => {
    await reading(WIDE, "", async (reader) => {
      const { page } = reader;
      const keys = async (...all: readonly string[]): Promise<void> => {
        for (const key of all) await page.keyboard.press(key);
      };
      const focused = (): Promise<unknown> => page.evaluate("document.activeElement.textContent");
      // Search, choose, go.
      await keys("/");
      await page.keyboard.type("landing serial");
      await keys("ArrowDown", "ArrowUp", "ArrowDown");
      expect(await page.locator("[role=option][aria-selected=true]").count()).toBe(1);
      const chosen = await page.locator("[role=option][aria-selected=true] .name").textContent();
      await keys("Enter");
      await expect.poll(() => page.locator(".found").isVisible()).toBe(false);
      expect(hashOf(reader)).toContain("/column/serialNumber");
      expect(chosen).toContain("serialNumber");
      // From table to table in the graph, then along a column.
      await keys("/");
      await page.keyboard.type("machine_learning_curated");
      await keys("Enter");
      await expect.poll(() => page.locator("h1").textContent()).toBe("machine_learning_curated");
      await page.locator(".box.focus .head").focus();
      for (let i = 0; i < 9; i++) await keys("ArrowDown");
      expect(await focused()).toContain("user");
      await keys("Enter");
      await page.locator(".trail-panel").waitFor();
      await keys("ArrowLeft", "ArrowLeft");
      expect(await page.evaluate("document.activeElement.closest('.box').getAttribute('aria-label')")).toBe("accelerometer_landing");
      await keys("ArrowRight");
      expect(await page.evaluate("document.activeElement.closest('.box').getAttribute('aria-label')")).toBe("accelerometer_trusted");
      await keys("Escape");
      await expect.poll(() => page.locator(".trail-panel").count()).toBe(0);
      expect(hashOf(reader)).toBe(MACHINE_LEARNING);
      // A proof, and the list of keys.
      await page.locator(".claim summary").nth(1).focus();
      await keys("Enter");
      expect(await page.locator(".claim").nth(1).getAttribute("open")).toBe("");
      await keys("?");
      await expect.poll(() => page.locator("dialog").isVisible()).toBe(true);
      await keys("Escape");
      await expect.poll(() => page.locator("dialog").isVisible()).toBe(false);
      // The way past the navigation.
      await page.evaluate("document.activeElement.blur()");
      await reader.open("");
      await keys("Tab");
      expect(await focused()).toBe("Skip to the content");
      await keys("Enter");
      expect(await page.evaluate("document.activeElement.id")).toBe("content");
    });
  });

  test("on a phone the tables are behind a button, and the code is in tabs", async () => {
    await reading(PHONE, MACHINE_LEARNING, async ({ page }) => {
      expect(await page.getByRole("link", { name: "customer_landing", exact: true }).isVisible()).toBe(false);
      await page.getByRole("button", { name: "Tables" }).tap();
      await page.locator(".sidebar").getByRole("link", { name: "customer_trusted" }).tap();
      await expect.poll(() => page.locator("h1").textContent()).toBe("customer_trusted");
      await page.getByRole("tab", { name: "Declaration" }).focus();
      expect(await page.locator(".pane").count()).toBe(1);
      await page.keyboard.press("ArrowRight");
      expect(await page.getByRole("tabpanel").textContent()).toContain("def customer_trusted(");
      expect(await page.evaluate("document.activeElement.textContent")).toBe("Generated script");
    });
  });

  test("the theme follows the system until the reader chooses one, which is kept", async () => {
    await reading({ ...WIDE, colorScheme: "light" }, "", async ({ page, open }) => {
      const ground = (): Promise<unknown> => page.evaluate("getComputedStyle(document.body).backgroundColor");
      const light = await ground();
      await page.emulateMedia({ colorScheme: "dark" });
      const dark = await ground();
      expect(dark).not.toBe(light);
      await page.getByRole("button", { name: "Light theme" }).click();
      expect(await ground()).toBe(light);
      await open("#/privacy");
      await page.reload();
      expect(await ground()).toBe(light);
    });
  });

  test("the privacy report prints without what is only for the screen", async () => {
    await reading({ ...WIDE, colorScheme: "dark" }, "#/privacy", async ({ page }) => {
      await page.locator(".privacy-table").first().waitFor();
      await page.emulateMedia({ media: "print" });
      expect(await page.locator(".top").isVisible()).toBe(false);
      expect(await page.locator(".sidebar").isVisible()).toBe(false);
      expect(await page.evaluate("getComputedStyle(document.body).backgroundColor")).toBe("rgb(255, 255, 255)");
      expect((await page.pdf()).length).toBeGreaterThan(20_000);
    });
  });
});
