import { readFileSync } from "node:fs";
import { freemem, totalmem } from "node:os";
import { join } from "node:path";

/** Why the system kills a process that nobody else has killed. */
export const WANT_OF_MEMORY = "probably for want of memory";

/** Memory in bytes. */
export interface Memory {
  /** Of the machine, or what the tightest control group of this process allows. */
  readonly total: number;
  /** Of that, what nobody uses now. What files have in the cache counts as free. */
  readonly free: number;
}

/**
 * The memory that this process may have: of the machine, and of its control groups, of version 1 and 2, each with all
 * those that it is in. `root` is where `/proc` and `/sys` are. What cannot be read does not limit.
 */
export function memoryHere(root = "/"): Memory {
  const all = [machine(root), ...groupsOf(root).flatMap(limitsOf)];
  return { total: Math.min(...all.map(({ total }) => total)), free: Math.max(0, Math.min(...all.map(({ free }) => free))) };
}

/** How often the control group of this process had to kill one for want of memory; undefined where it does not say. */
export function killsForMemory(root = "/"): number | undefined {
  const counts = groupsOf(root).flatMap(({ kind, folders }) =>
    folders.slice(0, 1).flatMap((folder) => numberAfter("oom_kill", read(join(folder, kind.kills))) ?? []),
  );
  return counts.length === 0 ? undefined : Math.max(...counts);
}

function machine(root: string): Memory {
  const text = read(join(root, "proc/meminfo")) ?? "";
  const kibibytes = (name: string): number | undefined => {
    const [, found] = new RegExp(`^${name}: +([0-9]+) kB$`, "m").exec(text) ?? [];
    return found === undefined ? undefined : Number(found) * 1024;
  };
  const total = kibibytes("MemTotal") ?? totalmem();
  return { total, free: kibibytes("MemAvailable") ?? Math.min(freemem(), total) };
}

/** The files of a control group, by the version. */
interface Kind {
  readonly limits: readonly string[];
  readonly usage: string;
  /** In `memory.stat`: the cache that goes first when memory is short. */
  readonly cache: string;
  /** Where the kills are counted. */
  readonly kills: string;
}

const V1: Kind = {
  limits: ["memory.limit_in_bytes"],
  usage: "memory.usage_in_bytes",
  cache: "total_inactive_file",
  kills: "memory.oom_control",
};
const V2: Kind = { limits: ["memory.max", "memory.high"], usage: "memory.current", cache: "inactive_file", kills: "memory.events" };

/** A control group of this process: its folder, and those of the groups above it, as far as they are seen. */
interface Group {
  readonly kind: Kind;
  readonly folders: readonly string[];
}

function groupsOf(root: string): readonly Group[] {
  const mounts = mountsOf(read(join(root, "proc/self/mountinfo")) ?? "");
  return (read(join(root, "proc/self/cgroup")) ?? "").split("\n").flatMap((line) => {
    const [, controllers, path] = /^[0-9]+:([^:]*):(.*)$/.exec(line) ?? [];
    if (controllers === undefined || path === undefined) return [];
    const kind = controllers === "" ? V2 : controllers.split(",").includes("memory") ? V1 : undefined;
    const mount = mounts.find((candidate) => candidate.kind === kind);
    return kind === undefined || mount === undefined ? [] : [{ kind, folders: foldersOf(root, mount, path) }];
  });
}

/** Where the control groups of a kind are mounted; `of` is the group that is seen there. */
interface Mount {
  readonly kind: Kind;
  readonly of: string;
  readonly at: string;
}

const MOUNT = /^\S+ \S+ \S+ (?<of>\S+) (?<at>\S+) .*? - (?<type>cgroup2?) \S+ (?<options>\S+)$/;

function mountsOf(mountinfo: string): readonly Mount[] {
  return mountinfo.split("\n").flatMap((line): Mount[] => {
    const { of, at, type, options } = MOUNT.exec(line)?.groups ?? {};
    if (of === undefined || at === undefined) return [];
    if (type === "cgroup2") return [{ kind: V2, of, at }];
    return options?.split(",").includes("memory") ? [{ kind: V1, of, at }] : [];
  });
}

function foldersOf(root: string, { of, at }: Mount, path: string): readonly string[] {
  const below = of === "/" ? path : path === of ? "" : path.startsWith(`${of}/`) ? path.slice(of.length) : "";
  // In a namespace, a path outside of it begins with `/..`: what is mounted is the nearest that is seen.
  const steps = below.split("/").filter((step) => step !== "");
  const seen = steps.includes("..") ? [] : steps;
  return [...seen, ""].map((_, i) => join(root, at, ...seen.slice(0, seen.length - i)));
}

const limitsOf = ({ kind, folders }: Group): readonly Memory[] =>
  folders.flatMap((folder) => {
    const limits = kind.limits.flatMap((file) => numberIn(read(join(folder, file))) ?? []);
    if (limits.length === 0) return [];
    const total = Math.min(...limits);
    const usage = numberIn(read(join(folder, kind.usage))) ?? 0;
    const cache = numberAfter(kind.cache, read(join(folder, "memory.stat"))) ?? 0;
    return [{ total, free: total - Math.max(0, usage - cache) }];
  });

/** Undefined for `max`, which is no limit. */
const numberIn = (text: string | undefined): number | undefined =>
  text !== undefined && /^[0-9]+\s*$/.test(text) ? Number(text) : undefined;

/** The number in the line of a name. */
const numberAfter = (name: string, text: string | undefined): number | undefined =>
  numberIn(
    text
      ?.split("\n")
      .find((line) => line.startsWith(`${name} `))
      ?.slice(name.length + 1),
  );

function read(path: string): string | undefined {
  try {
    return readFileSync(path, "utf8");
  } catch {
    return undefined;
  }
}
