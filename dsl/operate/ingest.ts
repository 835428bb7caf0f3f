import { createReadStream } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { S3Client } from "@aws-sdk/client-s3";
import { refuse } from "../diagnostics/diagnostic.ts";
import type { LakePlan } from "../operations/lake.ts";
import { inTurns } from "../run/in-turns.ts";
import { type Pin, pinLanding } from "../run/pin.ts";
import type { RunEvent } from "../run/result.ts";
import { runLake } from "../run/run.ts";
import { s3Place, told } from "./aws.ts";
import { sha256OfFile } from "./checksum.ts";
import { download } from "./download.ts";
import { sourcesWithFiles } from "./sources-with-files.ts";
import type { StackOutputs } from "./stack.ts";

export type IngestEvent =
  | RunEvent
  | { readonly event: "downloaded"; readonly done: number; readonly of: number; readonly file: string }
  | { readonly event: "uploaded"; readonly done: number; readonly of: number; readonly file: string };

export interface IngestedSource {
  readonly source: string;
  readonly files: number;
  /** Files that landing has already, of the same bytes. */
  readonly unchanged: number;
  /** Rows that the reading rule keeps. */
  readonly rows: number;
  readonly quarantined: number;
  readonly bytes: number;
}

/**
 * Reads the files of a landing folder, or of `s3://bucket/prefix`, by the reading rule, and copies them to the stack's
 * landing when no source is over its threshold and every declared key holds. Refuses as `runLake` does, and with `no-landing-files` and `aws-failed`;
 * then nothing was copied.
 */
export async function ingest(
  from: string,
  plan: LakePlan,
  outputs: StackOutputs,
  s3: S3Client,
  onProgress: (event: IngestEvent) => void,
  signal: AbortSignal,
): Promise<readonly IngestedSource[]> {
  const work = await mkdtemp(join(tmpdir(), "sluice-ingest-"));
  try {
    const folder = from.startsWith("s3://") ? await download(s3, from, join(work, "landing"), onProgress, signal) : from;
    const sources = await sourcesWithFiles(folder, plan.sources);
    if (sources.length === 0)
      refuse("no-landing-files", { folder: from, table: plan.sources.map(({ name }) => name).join(", "), passedOver: [] });
    const checked = await runLake({ ...plan, sources, tables: [] }, { landing: folder, lake: join(work, "lake"), signal, onProgress });
    const pins = await pinLanding(folder, sources);
    const all = [...pins.values()].flatMap(({ files }) => files);
    let done = 0;
    const unchanged = new Set<string>();
    await inTurns(all, async (pin) => {
      signal.throwIfAborted();
      if (!(await upload(s3, pin, outputs))) unchanged.add(pin.name);
      done += 1;
      onProgress({ event: "uploaded", done, of: all.length, file: pin.name });
    });
    return checked.tables.map(({ table, rows, quarantined }) => {
      const files = pins.get(table)?.files ?? [];
      return {
        source: table,
        files: files.length,
        unchanged: files.filter(({ name }) => unchanged.has(name)).length,
        rows,
        quarantined,
        bytes: files.reduce((sum, { size }) => sum + Number(size), 0),
      };
    });
  } finally {
    await rm(work, { recursive: true, force: true });
  }
}

/** Copies a file to landing under its own name; false when these very bytes are there already. */
async function upload(s3: S3Client, { path, name, size }: Pin, { landing }: StackOutputs): Promise<boolean> {
  const { HeadObjectCommand, PutObjectCommand } = await import("@aws-sdk/client-s3");
  const { bucket, key } = s3Place(landing);
  const target = { Bucket: bucket, Key: `${key}${name}` };
  const ChecksumSHA256 = await sha256OfFile(path);
  const held = await s3.send(new HeadObjectCommand({ ...target, ChecksumMode: "ENABLED" })).catch(() => undefined);
  if (held?.ChecksumSHA256 === ChecksumSHA256) return false;
  await s3
    .send(new PutObjectCommand({ ...target, Body: createReadStream(path), ContentLength: Number(size), ChecksumSHA256 }))
    .catch(told(`copying ${path} to s3://${target.Bucket}/${target.Key}`));
  return true;
}
