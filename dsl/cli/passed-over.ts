import { visible } from "../diagnostics/visible.ts";
import type { PassedOver } from "../run/result.ts";
import { counted, grouped } from "./counted.ts";

/** How many names a line gives. */
const SHOWN = 3;

/** The line, if any, on the files of a source or delivery that are no JSON lines. */
export function passedOverLine(of: string, passedOver: PassedOver | null): readonly string[] {
  if (passedOver === null || passedOver.count === 0) return [];
  const { count, files } = passedOver;
  const shown = files.slice(0, SHOWN);
  const more = count > shown.length ? ` and ${grouped(count - shown.length)} more` : "";
  return [`Passed over in ${of}: ${counted(count, "file")} of no JSON lines (${visible(shown.join(", "))}${more})`];
}
