import { existsSync } from "node:fs";
import { resolve } from "node:path";

/** The real landing data, which is not part of the project: `SLUICE_STEDI`, else `../shared/stedi`. Undefined when it is not there. */
export const REAL_DATA = [process.env.SLUICE_STEDI, "../shared/stedi"]
  .flatMap((folder) => (folder === undefined ? [] : [resolve(folder)]))
  .find((folder) => existsSync(folder));

if (REAL_DATA === undefined)
  console.warn("SKIPPED: the real STEDI data is neither in SLUICE_STEDI nor in ../shared/stedi; its tests do not run.");
