import type { JobEvent } from "../run/spark/jobs.ts";
import { counted, grouped } from "./counted.ts";
import { progressLine } from "./progress-line.ts";

/** Tells of a run on Spark as it goes on. */
export function sparkProgress(stream: NodeJS.WriteStream): { readonly show: (event: JobEvent) => void; readonly end: () => void } {
  const line = progressLine(stream);
  return {
    show: (event) => {
      if (event.event === "started") line.say(`${event.table} ...`);
      else if (event.event === "written") line.step(`${event.table}: ${counted(event.rows, "row")}, ${grouped(Math.round(event.ms))} ms`);
    },
    end: line.end,
  };
}
