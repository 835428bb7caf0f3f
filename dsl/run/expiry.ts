import { isOlderThan } from "./layout.ts";
import type { LakeHistory, LakeVersion, TableVersion } from "./version.ts";

/** The versions without the files of bad records that are so many days old: nothing names them then, so they go. */
export function withoutExpired(history: LakeHistory, days: number): LakeHistory {
  const without = ({ tables, ...version }: LakeVersion): LakeVersion => ({
    ...version,
    tables: tables.map((table) => expired(table, days)),
  });
  return { current: without(history.current), earlier: history.earlier.map(without) };
}

export const hasExpired = (history: LakeHistory, days: number): boolean =>
  [history.current, ...history.earlier].some(({ tables }) => tables.some((table) => isExpired(table, days)));

const isExpired = ({ quarantine, run }: TableVersion, days: number): boolean => quarantine !== null && isOlderThan(run, days);

function expired(table: TableVersion, days: number): TableVersion {
  if (!isExpired(table, days)) return table;
  const { checksums, quarantine, ...rest } = table;
  const left = checksums?.filter(({ file }) => file !== quarantine);
  return { ...rest, quarantine: null, quarantineExpired: true, ...(left === undefined ? {} : { checksums: left }) };
}

/** What became of the bad records of a version. */
export type QuarantineState = "none" | "kept" | "expired";

export const quarantineState = ({ quarantine, quarantineExpired }: TableVersion): QuarantineState =>
  quarantineExpired === true ? "expired" : quarantine === null ? "none" : "kept";
