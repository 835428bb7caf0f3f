import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { type Ended, sluice } from "./child.ts";
import { filesIn, newFolder, put, under } from "./folders.ts";
import { TRANSFORMS } from "./lake.ts";
import { answerOf, codesOf, expectNoTrace } from "./outcome.ts";

const PRIVATE = `import { consent, epochMillis, json, personal, source, zone } from "sluice";
import { z } from "zod";

export const people = source("people", {
  path: "people/",
  format: json(),
  row: z.object({ email: personal("email", z.email()), agreedAt: epochMillis().optional() }),
  unique: ["email"],
});
export const motion = source("motion", {
  path: "motion/",
  format: json(),
  row: z.object({ at: epochMillis(), user: z.email() }),
  person: { user: people.columns.email },
  eventTime: "at",
});
const research = consent("research", { person: people, givenAt: (row) => row.agreedAt });
export const trusted = zone("trusted", { requires: research });
export const curated = zone("curated", { requires: research, personal: "deny" });
`;

function project(transforms: Readonly<Record<string, string>>): string {
  return put(newFolder(), under("transforms", transforms));
}

const fix = (cwd: string, ...args: readonly string[]): Promise<Ended> => sluice(["compile", "--fix", ...args], { cwd });
const transform = (cwd: string, file: string): string => readFileSync(join(cwd, "transforms", file), "utf8");

describe.concurrent("compile --fix", { timeout: 240_000 }, () => {
  const broken = {
    "lake.ts": PRIVATE,
    "agreed.ts": `\uFEFFexport const agreed = trusted.table("agreed", {\r\n  from: people.select("emial", "agreedAt"),\r\n});\r\n`,
    "used.ts": `import { agreed } from "./agreed";
import { motion, trusted } from "./lake.ts";

export const used = trusted.table("used", {
  from: motion.semiJoin(agreed, {
    on: { user: "email" }, // by e-mail address
    anyOwner: "not needed",
  }),
});
`,
  };
  const mended = {
    "agreed.ts": `\uFEFFimport { trusted, people } from "./lake.ts";\nexport const agreed = trusted.table("agreed", {\r\n  from: people.select("email", "agreedAt").filter((row) => row.agreedAt.isNotNull()),\r\n});\r\n`,
    "used.ts": `import { agreed } from "./agreed.ts";
import { motion, trusted } from "./lake.ts";

export const used = trusted.table("used", {
  from: motion.semiJoin(agreed, {
    on: { user: "email" }, // by e-mail address
    where: (row, person) => row.at.gte(person.agreedAt),
  }),
});
`,
  };

  test("makes repair after repair until the lake compiles, and says what it did; then there is nothing left to do", async () => {
    const cwd = project(broken);
    const ended = await fix(cwd);
    expect({ code: ended.code, stderr: ended.stderr }).toEqual({ code: 0, stderr: "" });
    expect({ "agreed.ts": transform(cwd, "agreed.ts"), "used.ts": transform(cwd, "used.ts") }).toEqual(mended);
    expect(ended.stdout).toContain("mistakes are repaired in 2 files:\n");
    expect(ended.stdout).toContain(
      '\ntransforms/used.ts:1\n- import { agreed } from "./agreed";\n+ import { agreed } from "./agreed.ts";\n',
    );
    expect(ended.stdout).toMatch(/^ {2}wrote {3}generated\/trusted\/used\/job\.py$/m);
    const before = filesIn(cwd);
    const again = await fix(cwd);
    expect(again).toMatchObject({
      code: 0,
      stderr: "",
      stdout: expect.stringMatching(/^4 tables, \d+ files in generated: nothing has changed\.\n$/),
    });
    expect(filesIn(cwd)).toEqual(before);
    expect(Object.keys(before).filter((path) => path.includes("fix-"))).toEqual([]);
  });

  test("--dry-run shows the same and writes nothing", async () => {
    const cwd = project(broken);
    const before = filesIn(cwd);
    const ended = await fix(cwd, "--dry-run", "--json");
    const answer = answerOf(ended);
    expect(codesOf(answer)).toContain("not-imported");
    expect(answer).toMatchObject({
      repaired: expect.arrayContaining([expect.objectContaining({ code: "consent-not-at-event-time", file: "transforms/used.ts" })]),
      changes: expect.arrayContaining([expect.objectContaining({ file: "transforms/agreed.ts", line: 1 })]),
    });
    expect(Object.fromEntries(Object.entries(filesIn(cwd)).filter(([path]) => !path.startsWith(".sluice/")))).toEqual(before);
  });

  test("never accepts an exception: that needs a person's reason", async () => {
    const text = `import { curated, motion, people } from "./lake.ts";

export const used = curated.table("used", {
  from: motion.join(people.filter((row) => row.agreedAt.isNotNull()), { on: { user: "email" }, where: (row, person) => row.at.gte(person.agreedAt) }),
});
`;
    const cwd = project({ "lake.ts": PRIVATE, "used.ts": text });
    const ended = await fix(cwd);
    expect(ended.code).toBe(1);
    expect(ended.stderr).toMatch(/^error\[personal-data-in-column\]/m);
    expect(ended.stdout).toMatch(/^Nothing can be repaired safely\.\n\d+ mistakes are left for you:\n/);
    expect(ended.stdout).toContain("  personal-data-in-column (");
    expect(ended.stdout).toContain("an exception, which needs a person's reason");
    expect(transform(cwd, "used.ts")).toBe(text);
  });

  test("repairs what stopped a file also when other mistakes stand behind it, and says what is left", async () => {
    const text = `import { trusted } from "./lake.ts";

trusted.table("a", { from: people.filter((row) => row.agreedAt.isNotNul()) });
trusted.table("b", { from: motion.filter((row) => row.at.isNotNul()).filter((row) => row.colour.isNull()) });
`;
    const cwd = project({ "lake.ts": PRIVATE, "used.ts": text });
    const ended = await fix(cwd);
    expectNoTrace(ended.stderr);
    expect(ended.code).toBe(1);
    expect(transform(cwd, "used.ts")).toBe(
      text.replace("{ trusted }", "{ trusted, people, motion }").replaceAll("isNotNul()", "isNotNull()"),
    );
    expect(ended.stdout).toMatch(/^4 mistakes are repaired in 1 file:$/m);
    expect(ended.stdout).toMatch(/^1 mistake is left for you:\n {2}unknown-column: no repair is certain$/m);
  });

  test("leaves a file alone when the repair uncovers as much as it mends, and mends the others", async () => {
    const worse = `import { people } from "../landing.ts";
import { tidy } from "../zones.ts";

tidy.table("worse", { from: people.filter((row) => row.towm.gt(1)) });
`;
    const cwd = project({
      ...(TRANSFORMS as Readonly<Record<string, string>>),
      "tidy/worse.ts": worse,
      "tidy/towns.ts": String(TRANSFORMS["tidy/towns.ts"]).replace('"town"', '"towm"'),
    });
    const ended = await fix(cwd);
    expectNoTrace(ended.stderr);
    expect(ended.code).toBe(1);
    expect([...ended.stderr.matchAll(/^error\[([a-z-]+)\]/gm)].map(([, code]) => code)).toEqual(["unknown-column"]);
    expect(transform(cwd, "tidy/worse.ts")).toBe(worse);
    expect(transform(cwd, "tidy/towns.ts")).toBe(TRANSFORMS["tidy/towns.ts"]);
  });

  test("a reason that nothing needs is taken out only when all else is well", async () => {
    const text = (filter: string): string => `import { motion, people, trusted } from "./lake.ts";

export const used = trusted.table("used", {
  from: motion.semiJoin(people${filter}, {
    on: { user: "email" },
    where: (row, person) => row.at.gte(person.agreedAt),
    samePerson: "perhaps",
  }),
  anyOwner: "perhaps",
});
`;
    const cwd = project({ "lake.ts": PRIVATE, "used.ts": text("") });
    expect((await fix(cwd)).code).toBe(0);
    expect(transform(cwd, "used.ts")).not.toContain("perhaps");
    const wrong = text('.antiJoin(motion, { on: { email: "user" } })').replace(
      "where: (row, person) => row.at.gte(person.agreedAt)",
      'where: (row) => row.nothing.eq("x")',
    );
    const other = project({ "lake.ts": PRIVATE, "used.ts": wrong });
    expect((await fix(other)).code).toBe(1);
    expect(transform(other, "used.ts")).toBe(wrong);
  });

  test("--dry-run without --fix is refused", async () => {
    const ended = await sluice(["compile", "--dry-run"], { cwd: project(TRANSFORMS as Readonly<Record<string, string>>) });
    expect(ended.code).toBe(1);
    expect(ended.stderr).toContain("`--dry-run` without `--fix`");
  });
});
