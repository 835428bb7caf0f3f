import { expect, test } from "vitest";
import { LEAST_MEMORY, parseMemorySize } from "../../../dsl/run/memory/size.ts";

test.for([
  ["800MB", { bytes: 800_000_000 }],
  ["800 mb", { bytes: 800_000_000 }],
  ["2GB", { bytes: 2_000_000_000 }],
  ["1.5GiB", { bytes: 1.5 * 2 ** 30 }],
  ["700000000B", { bytes: 700_000_000 }],
  ["600MiB", { bytes: 600 * 2 ** 20 }],
  ["0.5tb", { bytes: 500_000_000_000 }],
  ["50%", { share: 0.5 }],
  ["100%", { share: 1 }],
  ["12.5 %", { share: 0.125 }],
] as const)("%s", ([text, size]) => {
  expect(parseMemorySize(text)).toEqual(size);
});

test.for(["", "5", "MB", "-1GB", "1,5GB", "0%", "101%", "half", "1PB", "1e9B", "GB2", "2 G", "0x10MB"])("no size: %s", (text) => {
  expect(parseMemorySize(text)).toContain("such as 800MB");
});

test.for(["0MB", "100MB", "499MB", "1KiB"])("too little: %s", (text) => {
  expect(parseMemorySize(text)).toBe(`A run needs ${LEAST_MEMORY / 1e6}MB at least.`);
});

test("of what there is", () => {
  const total = 8_000_000_000;
  expect(parseMemorySize("8GB", total)).toEqual({ bytes: total });
  expect(parseMemorySize("999999TB", total)).toBe("There are 8000MB here.");
  expect(parseMemorySize("1%", total)).toBe("That is 80MB of the 8000MB here. A run needs 500MB at least.");
  expect(parseMemorySize("1%", 100 * total)).toEqual({ share: 0.01 });
});
