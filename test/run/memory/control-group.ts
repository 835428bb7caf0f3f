import { existsSync, mkdirSync, readFileSync, rmdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";

/** A control group of the tests' own, with a limit of memory. */
export interface ControlGroup {
  /** What comes before a command so that it works in the group. */
  readonly enter: readonly string[];
  /** Bytes of memory, but for the cache of files, that the processes have now. */
  readonly used: () => number;
  readonly remove: () => Promise<void>;
}

const KINDS = [
  { at: "/sys/fs/cgroup/memory", limit: "memory.limit_in_bytes", used: "total_rss" },
  { at: "/sys/fs/cgroup", limit: "memory.max", used: "anon" },
];

let made = 0;

/** Undefined where none may be made. */
export function controlGroup(bytes: number): ControlGroup | undefined {
  for (const { at, limit, used } of KINDS) {
    const folder = join(at, `sluice-test-${process.pid}-${made++}`);
    try {
      mkdirSync(folder);
    } catch {
      continue;
    }
    const remove = async (): Promise<void> => {
      for (let tries = 0; tries < 50; tries++) {
        try {
          return rmdirSync(folder);
        } catch {
          await sleep(100);
        }
      }
    };
    try {
      if (!existsSync(join(folder, limit))) throw new Error("it has no limit of memory");
      writeFileSync(join(folder, limit), String(bytes));
    } catch {
      void remove();
      continue;
    }
    return {
      enter: ["sh", "-c", 'echo $$ > "$0/cgroup.procs" && exec "$@"', folder],
      used: () => Number(new RegExp(`^${used} ([0-9]+)$`, "m").exec(readFileSync(join(folder, "memory.stat"), "utf8"))?.[1]),
      remove,
    };
  }
  return undefined;
}
