import { readdir } from "node:fs/promises";
import { join } from "node:path";
import * as z from "zod";
import { refuse } from "../diagnostics/diagnostic.ts";
import { type Access, accessOf } from "./access.ts";
import { replaceFile } from "./durable.ts";
import { cannotRead, cannotWrite } from "./failures.ts";
import { ENGINE, isUnfinished, LAYOUT, LOCK, MARKER, QUARANTINE_DAYS } from "./layout.ts";
import { parseFile } from "./parse-file.ts";
import { stateText } from "./state-file.ts";

/** What is said of a lake once, and holds for all runs until something else is said. */
export interface LakeSettings {
  /** The members of the folder's group may read and write the lake. */
  readonly group: boolean;
  /** After how many days the bad records of a run are removed. */
  readonly quarantineDays: number;
}

/** Another engine may have no layout. What says nothing of settings has the usual ones. */
const markerSchema = z.object({
  engine: z.string(),
  layout: z.int().optional(),
  group: z.boolean().default(false),
  quarantineDays: z.int().nonnegative().default(QUARANTINE_DAYS),
});

/**
 * The settings of a folder that is a lake of this engine already; undefined when it does not exist, is empty, or holds
 * only what a run that was killed at its very start left. Refuses any other folder: `not-a-lake`, `lake-of-another-engine`,
 * `lake-broken`, `cannot-read`.
 */
export async function lakeSettings(lake: string): Promise<LakeSettings | undefined> {
  const names = await readdir(lake).catch((error: NodeJS.ErrnoException): string[] =>
    error.code === "ENOENT" ? [] : cannotRead(lake)(error),
  );
  if (!names.includes(MARKER)) {
    const foreign = names.filter((name) => name !== LOCK && !isUnfinished(name)).sort()[0];
    return foreign === undefined ? undefined : refuse("not-a-lake", { folder: lake, file: foreign });
  }
  const path = join(lake, MARKER);
  const { engine, layout, ...settings } = parseFile(path, stateText(path, lake) ?? "", markerSchema);
  if (engine !== ENGINE) refuse("lake-of-another-engine", { folder: lake, found: engine, wanted: ENGINE });
  if (layout !== LAYOUT)
    refuse("lake-broken", { path, reason: `it has layout ${layout ?? "none"}, and this Sluice knows layout ${LAYOUT}` });
  return settings;
}

/** Whether the folder is a lake of this engine already. Refuses what `lakeSettings` refuses. */
export const isLake = async (lake: string): Promise<boolean> => (await lakeSettings(lake)) !== undefined;

/** Who may read a lake of these settings. */
export const accessIn = ({ group }: LakeSettings): Access => accessOf(group);

/**
 * Makes an empty folder a lake, or says something else of one. Only for who holds its lock. Refuses with `cannot-write`;
 * false where the disk does not confirm it.
 */
export async function markLake(lake: string, settings: LakeSettings): Promise<boolean> {
  const { group, quarantineDays } = settings;
  const said = { ...(group ? { group } : {}), ...(quarantineDays === QUARANTINE_DAYS ? {} : { quarantineDays }) };
  const text = `${JSON.stringify({ engine: ENGINE, layout: LAYOUT, ...said })}\n`;
  const path = join(lake, MARKER);
  return replaceFile(path, text, accessIn(settings).file).catch(cannotWrite(path));
}
