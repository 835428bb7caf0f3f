import { appendFileSync, existsSync, mkdtempSync, readdirSync, rmSync, statSync, symlinkSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { wordsOf } from "../../dsl/diagnostics/codes.ts";
import { copyObject } from "../../dsl/operate/copy-object.ts";
import { type IngestEvent, type Ingested, ingest } from "../../dsl/operate/ingest.ts";
import { objectsOf } from "../../dsl/operate/s3-delivery.ts";
import type { StackOutputs } from "../../dsl/operate/stack.ts";
import { holds } from "../../dsl/operate/target.ts";
import { CASES, isRead, isRefused, reasonOf } from "../landing/cases.ts";
import { fillLanding, put, refusalOf } from "../run/fixture.ts";
import { plan } from "../run/plan.ts";
import { FakeS3 } from "./fake-s3.ts";

const OUTPUTS = { landing: "s3://lake/landing/" } as StackOutputs;
const LINE = '{"email": "a@example.com"}\n';

let folder = "";
let temporary: string | undefined;
let s3 = new FakeS3();
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "sluice-delivery-"));
  // What ingest keeps for a while is looked at here.
  temporary = process.env.TMPDIR;
  process.env.TMPDIR = join(folder, "tmp");
  put(join(folder, "tmp/.keep"), "");
  s3 = new FakeS3();
});
afterEach(() => {
  if (temporary === undefined) delete process.env.TMPDIR;
  else process.env.TMPDIR = temporary;
  rmSync(folder, { recursive: true, force: true });
});

const delivery = (): string => join(folder, "delivery");

const ingested = (
  from: string,
  onProgress: (event: IngestEvent) => void = () => {},
  signal = new AbortController().signal,
): Promise<Ingested> => ingest(from, plan, OUTPUTS, s3.client, onProgress, signal);

/** Codes and words of a refusal, after making sure that nothing was copied and nothing is left. */
async function refused(from: string): Promise<Awaited<ReturnType<typeof refusalOf>>> {
  const refusal = await refusalOf(() => ingested(from));
  expect(s3.keys("lake")).toEqual([]);
  expect(readdirSync(join(folder, "tmp"))).toEqual([".keep"]);
  return refusal;
}

describe("a delivery in a folder", () => {
  test("is checked and copied, what is no JSON is named, and what is there already is not copied again", async () => {
    fillLanding(delivery(), 10);
    put(join(delivery(), "users/sheet.csv"), "email\nx\n");
    put(join(delivery(), "README.md"), "What this is.\n");
    put(join(delivery(), "_work/x.json"), LINE);
    const { sources, passedOver } = await ingested(delivery());
    expect(sources.map(({ source, files, rows, unchanged }) => [source, files, rows, unchanged])).toEqual([
      ["events", 2, 10, 0],
      ["users", 1, 20, 0],
    ]);
    expect(sources.map((source) => source.passedOver.files)).toEqual([[], ["users/sheet.csv"]]);
    expect(passedOver).toEqual({ count: 1, files: ["README.md"] });
    expect(s3.keys("lake")).toEqual(["landing/events/2026/a.jsonl", "landing/events/2026/b.json.gz", "landing/users/users.json"]);
    expect((await ingested(delivery())).sources.map(({ unchanged }) => unchanged)).toEqual([2, 1]);
  });

  test("a folder that no source has, and a loose landing file, are named; nothing is copied", async () => {
    fillLanding(delivery(), 10);
    put(join(delivery(), "user/a.json"), LINE);
    put(join(delivery(), "elsewhere/sheet.csv"), "n\n1\n");
    put(join(delivery(), "users.json"), LINE);
    const { codes, words } = await refused(delivery());
    expect(codes).toEqual(["delivery-of-no-source", "delivery-of-no-source", "delivery-of-no-source"]);
    expect(words).toBe(["elsewhere/", "user/", "users.json"].map((name) => `${join(delivery(), name)} belongs to no source`).join("\n"));
    const { help } = wordsOf("delivery-of-no-source", { path: "user/", near: "users/", existing: [] });
    expect(help).toContain("did you mean `users/`?");
  });

  test("a source of which nothing can be read fails, though the other loads", async () => {
    fillLanding(delivery(), 10);
    rmSync(join(delivery(), "users/users.json"));
    put(join(delivery(), "users/users.csv"), "email\nx\n");
    const { codes, words } = await refused(delivery());
    expect(codes).toEqual(["no-landing-files"]);
    expect(words).toMatch(/for users, only users\/users\.csv$/);
  });

  test("links that lead out are not copied", async () => {
    fillLanding(delivery(), 10);
    symlinkSync("/etc/passwd", join(delivery(), "users/x.json"));
    expect((await refused(delivery())).words).toMatch(/users\/x\.json is not read: it is a link that leads out/);
  });

  test("a file that changes after the check is not copied", async () => {
    fillLanding(delivery(), 10);
    const path = join(delivery(), "users/users.json");
    const change = (event: IngestEvent): void => void (event.event === "committed" && appendFileSync(path, LINE));
    const { codes } = await refusalOf(() => ingested(delivery(), change));
    expect(codes).toEqual(["landing-file-changed"]);
    expect(s3.keys("lake")).not.toContain("landing/users/users.json");
  });
});

describe("a delivery on S3", () => {
  test("is copied by S3 itself; only what the check reads comes here, into a private folder that goes", async () => {
    s3.put("from/in/users/a:1.json", LINE);
    s3.put("from/in/users/A:1.json", LINE);
    s3.put("from/in/users/", "");
    s3.put("from/in/users/sheet.csv", "email\nx\n");
    s3.put("from/in/_secret/x.json", LINE);
    s3.put("from/inner/users/x.json", LINE);
    const modes: number[] = [];
    const look = ({ event }: IngestEvent): void => {
      const [work = ""] = readdirSync(join(folder, "tmp")).filter((name) => name !== ".keep");
      if (event === "downloaded")
        modes.push(statSync(join(folder, "tmp", work)).mode & 0o777, statSync(join(folder, "tmp", work, "landing")).mode & 0o777);
    };
    const { sources } = await ingested("s3://from/in", look);
    expect(sources).toMatchObject([{ source: "users", files: 2, rows: 2, passedOver: { files: ["users/sheet.csv"] } }]);
    expect(s3.keys("lake")).toEqual(["landing/users/A:1.json", "landing/users/a:1.json"]);
    expect(new Set(modes)).toEqual(new Set([0o700]));
    expect(s3.sent).not.toContain("PutObject");
    expect(s3.sent.filter((name) => name === "CopyObject")).toHaveLength(2);
    expect(readdirSync(join(folder, "tmp"))).toEqual([".keep"]);
    expect((await ingested("s3://from/in/")).sources).toMatchObject([{ unchanged: 2 }]);
    expect(s3.sent.filter((name) => name === "CopyObject")).toHaveLength(2);
  });

  test.each(["../../../out.json", "/abs.json", "a//b.json", "a/./b.json", "..\\..\\out.json", "a/../../../../out.json"])(
    "a key that could lead out of a folder is refused before anything is read: %s",
    async (key) => {
      s3.put("from/in/users/a.json", LINE);
      s3.put(`from/in/users/${key}`, LINE);
      const { codes, words } = await refused("s3://from/in/");
      expect(codes).toEqual(["landing-file-refused"]);
      expect(words).toContain(`s3://from/in/users/${key} is not read: its key`);
      expect(existsSync(join(folder, "out.json"))).toBe(false);
    },
  );

  test("the table of landing files holds", async () => {
    for (const { name, content } of CASES) s3.put(`from/s/${name}`, content);
    // A backslash and a dot are apart, as are the names below.
    const { files, passedOver, refused: named } = await objectsOf(s3.client, "s3://from/", new AbortController().signal);
    const names = (is: string): string[] =>
      CASES.filter((one) => one.is === is)
        .map(({ name }) => `s/${name}`)
        .sort();
    expect(files.filter(({ gz }) => gz).map(({ name }) => name)).toEqual(names("read gzip"));
    expect(files.filter(({ gz }) => !gz).map(({ name }) => name)).toEqual(names("read"));
    expect(passedOver).toEqual(names("passed over"));
    expect(files).toHaveLength(CASES.filter(isRead).length);
    expect(named).toHaveLength(CASES.filter(isRefused).length);
    for (const one of CASES.filter(isRefused)) {
      const words = { "cannot be read to its end": "gzip data is" }[reasonOf(one)] ?? reasonOf(one);
      expect(named.find(({ path }) => path === `s3://from/s/${one.name}`)?.reason).toContain(words);
    }
  });

  test("a refusal of the check names the object, not the copy", async () => {
    s3.put("from/in/users/a.json", "no JSON\n");
    s3.put(
      "from/in/users/b.json.gz",
      Buffer.concat([Buffer.from("H4sIAAAAAAAAA6tWKkgtVrJSUgIAAAAAAA==", "base64"), Buffer.alloc(5000, 1)]),
    );
    const { words } = await refused("s3://from/in/");
    expect(words).toMatch(/^s3:\/\/from\/in\/users\/b\.json\.gz cannot be read to its end/);
  });

  test("an object that changes between the check and the copy is not copied", async () => {
    s3.put("from/in/users/a.json", LINE);
    const change = (event: IngestEvent): void => void (event.event === "committed" && s3.put("from/in/users/a.json", LINE + LINE));
    expect((await refusalOf(() => ingested("s3://from/in/", change))).codes).toEqual(["aws-failed"]);
    expect(s3.keys("lake")).toEqual([]);
  });

  test("nothing is left when it is interrupted", async () => {
    for (let i = 0; i < 20; i += 1) s3.put(`from/in/users/${i}.json`, LINE);
    const abort = new AbortController();
    const { codes } = await refusalOf(() => ingested("s3://from/in/", () => abort.abort(), abort.signal));
    expect(codes).toEqual(["interrupted"]);
    expect(readdirSync(join(folder, "tmp"))).toEqual([".keep"]);
  });

  test("an object that is too large for one copy is copied in parts, and known again", async () => {
    s3.put("from/in/large file.json", "0123456789");
    const [object] = (await objectsOf(s3.client, "s3://from/in", new AbortController().signal)).files;
    if (object === undefined) return expect.fail("no object was found");
    const place = { Bucket: "lake", Key: "landing/large file.json" };
    await copyObject(s3.client, object, place, "the hash", new AbortController().signal, { largest: 5, part: 4 });
    expect(s3.objects.get("lake/landing/large file.json")?.content.toString()).toBe("0123456789");
    expect(s3.sent.filter((name) => name === "UploadPartCopy")).toHaveLength(3);
    expect(await holds(s3.client, place, "the hash", 10n)).toBe(true);
    expect(await holds(s3.client, place, "another", 10n)).toBe(false);
  });
});
