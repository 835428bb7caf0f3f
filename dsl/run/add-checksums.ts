import { sizeFault } from "./check-version.ts";
import { checksumOf, filesOfTable } from "./checksum.ts";
import { inTurns } from "./in-turns.ts";
import type { Checksum, LakeHistory, TableVersion } from "./version.ts";

/** The kept versions, each with the checksums of its files, but for one of which a file is missing or cut: that stays to be seen. */
export async function withChecksums(lake: string, history: LakeHistory): Promise<LakeHistory> {
  const bare = [history.current, ...history.earlier].flatMap(({ tables }) => tables.filter(({ checksums }) => checksums === undefined));
  if (bare.length === 0) return history;
  const made = new Map<string, Checksum>();
  await inTurns([...new Set(bare.flatMap(filesOfTable))], async (file) => {
    if ((await sizeFault(lake, file, undefined)) === undefined) made.set(file, await checksumOf(lake, file));
  });
  const summed = (table: TableVersion): TableVersion => {
    const sums = filesOfTable(table).map((file) => made.get(file));
    const isWhole = table.checksums === undefined && sums.every((sum) => sum !== undefined);
    return isWhole ? { ...table, checksums: sums.filter((sum) => sum !== undefined) } : table;
  };
  const { current, earlier } = history;
  const all = ({ tables, ...version }: LakeHistory["current"]): LakeHistory["current"] => ({ ...version, tables: tables.map(summed) });
  return { current: all(current), earlier: earlier.map(all) };
}
