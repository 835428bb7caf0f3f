import { join } from "node:path";
import { expect, test } from "vitest";
import { killsForMemory, memoryHere } from "../../../dsl/run/memory/available.ts";
import { playground, put } from "../fixture.ts";

const MEGABYTE = 2 ** 20;

/** A folder that stands for `/`, with 8 GiB of which 6 are free. */
function machine(files: Readonly<Record<string, string>>): string {
  const { folder } = playground(0);
  const meminfo = "MemTotal:        8388608 kB\nMemFree:          100000 kB\nMemAvailable:    6291456 kB\n";
  for (const [path, text] of Object.entries({ "proc/meminfo": meminfo, ...files })) put(join(folder, path), text);
  return folder;
}

const inMegabytes = (root: string) => {
  const { total, free } = memoryHere(root);
  return { total: total / MEGABYTE, free: free / MEGABYTE };
};

const bytes = (megabytes: number): string => `${megabytes * MEGABYTE}\n`;
const V2_MOUNT = "29 23 0:26 / /sys/fs/cgroup rw,nosuid shared:4 - cgroup2 cgroup2 rw,nsdelegate\n";
const V1_MOUNT = "35 31 0:32 / /sys/fs/cgroup/memory rw,relatime - cgroup cgroup rw,memory\n";

test("a machine without control groups", () => {
  expect(inMegabytes(machine({}))).toEqual({ total: 8192, free: 6144 });
});

test("what nothing is known of is what Node says", () => {
  expect(memoryHere(join(machine({}), "nowhere")).total).toBeGreaterThan(0);
});

test("version 2: the tightest of a group and those above it, memory.high too", () => {
  const root = machine({
    "proc/self/mountinfo": V2_MOUNT,
    "proc/self/cgroup": "0::/user.slice/session.scope\n",
    "sys/fs/cgroup/user.slice/memory.max": bytes(2000),
    "sys/fs/cgroup/user.slice/memory.high": bytes(1000),
    "sys/fs/cgroup/user.slice/memory.current": bytes(700),
    "sys/fs/cgroup/user.slice/memory.stat": `anon 5\nfile 7\ninactive_file ${300 * MEGABYTE}\n`,
    "sys/fs/cgroup/user.slice/session.scope/memory.max": "max\n",
    "sys/fs/cgroup/user.slice/session.scope/memory.high": "max\n",
    "sys/fs/cgroup/user.slice/session.scope/memory.events": "low 0\noom 4\noom_kill 3\n",
  });
  expect(inMegabytes(root)).toEqual({ total: 1000, free: 600 });
  expect(killsForMemory(root)).toBe(3);
});

test("version 2 in a container, whose group is the root that it sees", () => {
  const root = machine({
    "proc/self/mountinfo": V2_MOUNT,
    "proc/self/cgroup": "0::/\n",
    "sys/fs/cgroup/memory.max": bytes(800),
    "sys/fs/cgroup/memory.current": bytes(50),
  });
  expect(inMegabytes(root)).toEqual({ total: 800, free: 750 });
});

test("version 2, a group outside of what is seen", () => {
  const root = machine({
    "proc/self/mountinfo": V2_MOUNT,
    "proc/self/cgroup": "0::/../other\n",
    "sys/fs/cgroup/memory.max": bytes(900),
  });
  expect(inMegabytes(root).total).toBe(900);
});

test("version 1, beside an empty version 2; no limit is a very high number", () => {
  const root = machine({
    "proc/self/mountinfo": `${V1_MOUNT}41 31 0:38 / /sys/fs/cgroup/unified rw - cgroup2 cgroup2 rw\n`,
    "proc/self/cgroup": "9:name=systemd:/a\n4:memory:/jobs/a\n3:cpuset:/\n0::/\n",
    "sys/fs/cgroup/memory/jobs/a/memory.limit_in_bytes": "9223372036854771712\n",
    "sys/fs/cgroup/memory/jobs/a/memory.oom_control": "oom_kill_disable 0\nunder_oom 0\noom_kill 1\n",
    "sys/fs/cgroup/memory/jobs/memory.limit_in_bytes": bytes(1200),
    "sys/fs/cgroup/memory/jobs/memory.usage_in_bytes": bytes(1100),
    "sys/fs/cgroup/memory/jobs/memory.stat": `cache 1\ninactive_file 1\ntotal_inactive_file ${1000 * MEGABYTE}\n`,
  });
  expect(inMegabytes(root)).toEqual({ total: 1200, free: 1100 });
  expect(killsForMemory(root)).toBe(1);
});

test("version 1 in a container: the group is mounted, and named from outside", () => {
  const root = machine({
    "proc/self/mountinfo": "700 690 0:29 /docker/4a /sys/fs/cgroup/memory ro,nosuid master:11 - cgroup cgroup rw,memory\n",
    "proc/self/cgroup": "5:memory:/docker/4a\n",
    "sys/fs/cgroup/memory/memory.limit_in_bytes": bytes(512),
    "sys/fs/cgroup/memory/memory.usage_in_bytes": bytes(600),
  });
  expect(inMegabytes(root)).toEqual({ total: 512, free: 0 });
});
