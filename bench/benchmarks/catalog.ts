import { readdirSync, statSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import type { Browser, CDPSession, Page } from "playwright-core";
import { startChromium } from "../../test/browser/chromium.ts";
import { type Benchmark, median, type Options, type Report } from "../benchmark.ts";
import { writeWideLake } from "../lakes/wide-lake.ts";
import { measure } from "../measure.ts";
import { emptyFolder, sluice } from "../workplace.ts";

const TABLES = 1000;
/** What someone types, letter by letter. */
const QUERIES = ["trusted_07", "v05 pressure", "person", "email", "distance channel 12", "curated_19_step_44"];
const FOCUSED = 20;

/** The catalog of a large lake in a real browser, opened from the disk. */
export const catalog: Benchmark = {
  summary: "the catalog of 1,000 tables of 20 columns in Chromium: first load, search, focusing a table",
  run: async (options: Options): Promise<Report> => {
    const folder = emptyFolder("catalog");
    writeWideLake(join(folder, "transforms"), TABLES);
    options.say("compiling and writing the catalog ...");
    const made = await measure(sluice(folder, "catalog", "--out", "catalog"));
    const out = join(folder, "catalog");
    const browser = await startChromium();
    try {
      const samples: Samples = { bytes: [], usable: [], search: [], focus: [], usableCpu: [], searchCpu: [], focusCpu: [] };
      // The first start of a browser is not the catalog's.
      await sample(browser, out, { bytes: [], usable: [], search: [], focus: [], usableCpu: [], searchCpu: [], focusCpu: [] });
      for (let run = 0; run < options.runs; run++) {
        await sample(browser, out, samples);
        options.say(`${run + 1}/${options.runs}: usable in ${Math.round(samples.usable.at(-1) ?? 0)} ms`);
      }
      return reportOf(samples, made.wall, sizeOf(out));
    } finally {
      await browser.close();
    }
  },
};

interface Samples {
  readonly bytes: number[];
  readonly usable: number[];
  readonly search: number[];
  readonly focus: number[];
  /** Milliseconds of the page's main thread. */
  readonly usableCpu: number[];
  readonly searchCpu: number[];
  readonly focusCpu: number[];
}

const reportOf = (samples: Samples, made: number, size: number): Report => ({
  rows: [
    { what: "sluice catalog, cold, with the compile", unit: "ms", values: [made] },
    { what: "the whole folder", unit: "MiB", values: [size / MIB] },
    { what: "first load", unit: "MiB", values: samples.bytes },
    { what: "usable", unit: "ms", values: samples.usable },
    { what: "usable, main thread", unit: "ms of processor", values: samples.usableCpu },
    { what: "search, each letter typed", unit: "ms", values: samples.search },
    { what: "search, main thread, mean of a letter", unit: "ms of processor", values: samples.searchCpu },
    { what: "focusing a table", unit: "ms", values: samples.focus },
    { what: "focusing a table, main thread, mean", unit: "ms of processor", values: samples.focusCpu },
  ],
  targets: [
    { claim: "first load", unit: "MiB", bound: { atMost: 6 }, measured: median(samples.bytes) },
    { claim: "usable", unit: "ms", bound: { atMost: 1500 }, measured: median(samples.usable) },
    { claim: "search, 95 of 100 letters", unit: "ms", bound: { atMost: 50 }, measured: percentile(samples.search, 0.95) },
    { claim: "focusing a table, 95 of 100", unit: "ms", bound: { atMost: 100 }, measured: percentile(samples.focus, 0.95) },
  ],
});

const MIB = 2 ** 20;

/** Opens the catalog anew, searches and goes from table to table. */
async function sample(browser: Browser, out: string, samples: Samples): Promise<void> {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 } });
  const page = await context.newPage();
  const session = await context.newCDPSession(page);
  await session.send("Performance.enable", { timeDomain: "threadTicks" });
  let bytes = 0;
  page.on("request", (request) => {
    const { protocol, pathname } = new URL(request.url());
    if (protocol === "file:") bytes += statSync(pathname).size;
  });
  await page.addInitScript(WATCH);
  await page.goto(pathToFileURL(join(out, "index.html")).href);
  samples.usable.push(Number(await page.evaluate("usable")));
  samples.usableCpu.push(await busy(session));
  samples.bytes.push(bytes / MIB);
  const [search, searchCpu] = await timed(session, () => searches(page));
  samples.search.push(...search);
  samples.searchCpu.push(searchCpu);
  const [focus, focusCpu] = await timed(session, () => focuses(page));
  samples.focus.push(...focus);
  samples.focusCpu.push(focusCpu);
  await context.close();
}

/** What was measured, and what the main thread needed for each. */
async function timed(session: CDPSession, doing: () => Promise<readonly number[]>): Promise<readonly [readonly number[], number]> {
  const before = await busy(session);
  const times = await doing();
  return [times, ((await busy(session)) - before) / times.length];
}

/** Milliseconds that the main thread of the page has run scripts, styles and layout. */
async function busy(session: CDPSession): Promise<number> {
  const { metrics } = await session.send("Performance.getMetrics");
  const counted = ["ScriptDuration", "RecalcStyleDuration", "LayoutDuration"];
  return metrics.filter(({ name }) => counted.includes(name)).reduce((sum, { value }) => sum + value * 1000, 0);
}

/**
 * `until` waits for something to be there and then for the frame that shows it: what was sent in an animation frame arrives after the
 * browser has painted it. Usable are the graph, the search and the columns of the first table. Times count from the start of the navigation.
 */
const WATCH = `
  self.painted = () => new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => resolve(performance.now());
    requestAnimationFrame(() => port2.postMessage(0));
  });
  self.until = (done) => new Promise((resolve) => {
    const check = () => {
      if (!done()) return false;
      resolve(painted());
      return true;
    };
    if (check()) return;
    const observer = new MutationObserver(() => check() && observer.disconnect());
    observer.observe(document, { childList: true, subtree: true, attributes: true });
  });
  self.usable = until(() => document.querySelector(".box.focus") && document.querySelector(".search input") && document.querySelector(".columns tbody tr"));
`;

/** Milliseconds from each letter to its results painted. */
const searches = async (page: Page): Promise<readonly number[]> =>
  (await page.evaluate(`(async () => {
    const input = document.querySelector(".search input");
    const times = [];
    for (const query of ${JSON.stringify(QUERIES)}) {
      for (let length = 1; length <= query.length; length++) {
        const start = performance.now();
        input.value = query.slice(0, length);
        input.dispatchEvent(new Event("input", { bubbles: true }));
        times.push((await painted()) - start);
        if (!document.querySelector(".found mark")) throw new Error("nothing found for " + input.value);
      }
    }
    input.value = "";
    input.dispatchEvent(new Event("input", { bubbles: true }));
    return times;
  })()`)) as readonly number[];

/**
 * Milliseconds from choosing a table to its graph and its columns painted, tables of all parts of the lake in turn. The next one is chosen
 * when all of the page is there, as a reader does.
 */
const focuses = async (page: Page): Promise<readonly number[]> =>
  (await page.evaluate(`(async () => {
    const links = [...document.querySelectorAll(".sidebar a")];
    const times = [];
    for (let i = 0; i < ${FOCUSED}; i++) {
      await until(() => document.querySelector("#code"));
      await new Promise((idle) => requestIdleCallback(idle));
      const link = links[Math.floor(((i * 7919) % 1000) * links.length / 1000)];
      const name = link.textContent;
      const start = performance.now();
      link.click();
      const end = await until(() =>
        document.querySelector("h1")?.textContent === name && document.querySelector(".box.focus .name")?.textContent === name && document.querySelector(".columns tbody tr"));
      times.push(end - start);
    }
    return times;
  })()`)) as readonly number[];

const percentile = (values: readonly number[], share: number): number => {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
};

const sizeOf = (folder: string): number =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .reduce((sum, entry) => sum + statSync(join(entry.parentPath, entry.name)).size, 0);
