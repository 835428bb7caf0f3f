import { writeSample } from "../../dsl/sample/write.ts";

/** Writes a sample in a process of its own and prints what it took: `node write-in-child.ts FOLDER CUSTOMERS`. */
const [folder = "", customers = ""] = process.argv.slice(2);
const started = performance.now();
await writeSample(folder, { customers: Number(customers), seed: 1 });
const { maxRSS } = process.resourceUsage();
console.log(JSON.stringify({ seconds: (performance.now() - started) / 1000, mebibytes: maxRSS / 1024 }));
