import { mkdtempSync, readFileSync, realpathSync, rmSync } from "node:fs";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { writeCatalog } from "../../dsl/catalog/folder.ts";
import { visible } from "../../dsl/diagnostics/visible.ts";
import { catalogOf } from "../catalog/stedi.ts";
import { put } from "../cli/folders.ts";
import { CHROMIUM, NO_CHROMIUM, startChromium } from "./chromium.ts";
import { readerOf } from "./reader.ts";

if (CHROMIUM === undefined) console.warn(`SKIPPED: hostile texts in a browser, because ${NO_CHROMIUM}`);

const HOSTILE = `<img src=x onerror="alert(1)"></script><script>alert(2)</script> **bold** [link](javascript:alert(3)) \u001b[31mred\u001b[0m \u2028 &amp; \`code\` "'`;
const TRANSFORMS = `import { consent, epochMillis, json, personal, source, zone } from "sluice";
import { z } from "zod";

const text = ${JSON.stringify(HOSTILE)};
/** <b>Not bold</b> <script>alert(4)</script> */
export const people = source("people", {
  path: "people/",
  format: json(),
  row: z.object({
    /** <i>Not italic</i> */
    email: personal("email", z.email()),
    agreedAt: epochMillis().optional(),
    kind: z.enum([text, "plain"]).describe(text),
  }),
  unique: ["email"],
});
const research = consent("research", { person: people, givenAt: (person) => person.agreedAt });
const curated = zone("curated", { requires: research, personal: "deny" });
export const agreed = curated.table("agreed", {
  description: text,
  from: people.filter((person) => person.agreedAt.isNotNull()).derive((person) => ({ made: person.kind.concat(text) })),
  personal: { email: text },
});
`;

describe.skipIf(CHROMIUM === undefined)("texts of the authors are shown as text", () => {
  const folder = mkdtempSync(join(realpathSync(tmpdir()), "sluice-hostile-"));
  const out = join(folder, "catalog");
  let browser: Browser;
  let server: Server;
  beforeAll(async () => {
    put(folder, { "transforms/people.ts": TRANSFORMS });
    writeCatalog(out, await catalogOf(join(folder, "transforms")));
    browser = await startChromium();
    server = createServer(({ url = "/" }, response) => {
      const path = new URL(url, "http://127.0.0.1").pathname;
      response.setHeader("content-type", TYPES[path.slice(path.lastIndexOf(".") + 1)] ?? "application/octet-stream");
      response.end(readFileSync(join(out, path)));
    });
    await new Promise<void>((ready) => server.listen(0, "127.0.0.1", ready));
  });
  afterAll(async () => {
    await browser?.close();
    server?.close();
    rmSync(folder, { recursive: true, force: true });
  });

  test.for(["from the disk", "from a server"])("%s", async (where) => {
    const at = where === "from the disk" ? out : `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
    const { page, open, leave } = await readerOf(browser, at);
    for (const hash of ["#/table/agreed", "#/table/agreed/column/made", "#/table/people", "#/privacy"]) {
      await open(hash);
      for (const claim of await page.locator(".claim summary").all()) await claim.click();
      expect(await page.locator("main img, main b:text-is('Not bold'), main script, main i").count()).toBe(0);
      expect(await page.locator("main").textContent()).toContain(
        hash === "#/table/people" ? "<i>Not italic</i>" : "</script><script>alert(2)</script> **bold**",
      );
    }
    await open("#/table/agreed");
    expect(await page.locator(".lead").textContent()).toBe(visible(HOSTILE));
    expect(await page.locator(".exception p").textContent()).toBe(visible(HOSTILE));
    await page.getByRole("combobox").fill("<img src=x");
    await page.getByRole("option").first().waitFor();
    expect(await page.locator(".found img").count()).toBe(0);
    expect(await page.locator(".found .description").first().textContent()).toBe(visible(HOSTILE));
    await leave();
  });
});

const TYPES: Readonly<Record<string, string>> = { html: "text/html", js: "text/javascript", css: "text/css", woff2: "font/woff2" };
