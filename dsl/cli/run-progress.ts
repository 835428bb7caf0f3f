import type { RunEvent } from "../run/result.ts";
import { counted, grouped } from "./counted.ts";
import { progressLine } from "./progress-line.ts";

/** Tells of a run as it goes on. */
export function runProgress(stream: NodeJS.WriteStream): { readonly show: (event: RunEvent) => void; readonly end: () => void } {
  const line = progressLine(stream);
  let total = 0;
  let done = 0;
  return {
    show: (event) => {
      switch (event.event) {
        case "waiting":
          line.log(`Another run holds the lake (${event.holder}); waiting for it.`);
          break;
        case "started":
          total = event.tables.length;
          done = 0;
          break;
        case "table-started":
          line.say(`[${done + 1}/${total}] ${event.zone}/${event.table} ...`);
          break;
        case "table-ended": {
          done += 1;
          const { table, zone, rows, quarantined, ms } = event.result;
          const bad = quarantined === 0 ? "" : `, ${grouped(quarantined)} quarantined`;
          line.step(`[${done}/${total}] ${zone}/${table}: ${counted(rows, "row")}${bad}, ${grouped(Math.round(ms))} ms`);
          break;
        }
        case "not-durable":
          line.log(notDurable(event.lake));
          break;
        case "committed":
          line.say("committed");
          break;
      }
    },
    end: line.end,
  };
}

/** What is told of a commit that the disk does not confirm. */
export const notDurable = (lake: string): string =>
  `The disk of ${lake} does not confirm the names in a folder: after a power cut this may be undone.`;
