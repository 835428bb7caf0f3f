import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { S3Client } from "@aws-sdk/client-s3";
import { Refusal } from "../diagnostics/diagnostic.ts";
import type { LakePlan } from "../operations/lake.ts";
import { inTurns } from "../run/in-turns.ts";
import { stopIfAborted } from "../run/interruption.ts";
import type { MemorySize } from "../run/memory/size.ts";
import type { Pin, Pins } from "../run/pin.ts";
import { countedNames, type PassedOver, type RunEvent, type RunResult } from "../run/result.ts";
import { runLake } from "../run/run.ts";
import { s3Place } from "./aws.ts";
import { sha256OfFile } from "./checksum.ts";
import { copyObject } from "./copy-object.ts";
import { besideSources, type Contents, type Delivery, faultsOf, ofSource, placeIn, sourcesIn } from "./delivery.ts";
import { folderDelivery } from "./folder-delivery.ts";
import { download, objectsOf } from "./s3-delivery.ts";
import type { StackOutputs } from "./stack.ts";
import { holds, type Target } from "./target.ts";

export type IngestEvent =
  | RunEvent
  | { readonly event: "downloaded"; readonly done: number; readonly of: number; readonly file: string }
  | { readonly event: "copied"; readonly done: number; readonly of: number; readonly file: string };

export interface IngestedSource {
  readonly source: string;
  readonly files: number;
  /** Files that landing has already, of the same bytes. */
  readonly unchanged: number;
  /** Files of the source that are no JSON lines, and were not copied. */
  readonly passedOver: PassedOver;
  /** Rows that the reading rule keeps. */
  readonly rows: number;
  readonly quarantined: number;
  readonly bytes: number;
}

export interface Ingested {
  readonly sources: readonly IngestedSource[];
  /** Files beside the folders of the sources that are no JSON lines. */
  readonly passedOver: PassedOver;
}

/**
 * Reads the files of a landing folder, or of `s3://bucket/prefix`, by the reading rule, and copies them to the stack's
 * landing when no source is over its threshold and every declared key holds. S3 copies its own objects; what the check
 * reads of them is kept in a private folder until the end. Refuses as `runLake` does, and with `no-landing-files`,
 * `landing-file-refused`, `delivery-of-no-source` and `aws-failed`; then nothing was copied.
 */
export async function ingest(
  from: string,
  plan: LakePlan,
  outputs: StackOutputs,
  s3: S3Client,
  onProgress: (event: IngestEvent) => void,
  signal: AbortSignal,
  memory?: MemorySize,
): Promise<Ingested> {
  const { bucket, key: prefix } = s3Place(outputs.landing);
  const target = { bucket, prefix };
  // Nobody else may look into it.
  const work = await mkdtemp(join(tmpdir(), "sluice-ingest-"));
  try {
    const { contents, placeOf, copy } = from.startsWith("s3://")
      ? await s3Delivery(from, plan, s3, target, join(work, "landing"), onProgress, signal)
      : await folderDelivery(from, s3, target, signal);
    refuseFaults(contents, plan, from, prefix);
    const sources = sourcesIn(contents, plan.sources);
    const pins: Pins = new Map(sources.map((source) => [source.name, ofSource(contents, source)]));
    const options = { landing: pins, lake: join(work, "lake"), keepsFailed: false, memory, signal, onProgress };
    const checked = await runLake({ ...plan, sources, tables: [] }, options).catch(inWordsOf(contents.files, placeOf));
    const all = contents.files;
    let done = 0;
    const unchanged = new Set<string>();
    await inTurns(all, async (pin) => {
      stopIfAborted(signal);
      if (!(await copy(pin))) unchanged.add(pin.name);
      done += 1;
      onProgress({ event: "copied", done, of: all.length, file: pin.name });
    });
    return { sources: toldOf(checked, pins, unchanged), passedOver: countedNames(besideSources(contents, plan.sources)) };
  } catch (error) {
    stopIfAborted(signal);
    throw error;
  } finally {
    await rm(work, { recursive: true, force: true });
  }
}

function refuseFaults(contents: Contents, { sources }: LakePlan, from: string, prefix: string): void {
  const faults = faultsOf(contents, sources, from, prefix);
  if (faults.length > 0) throw new Refusal(faults);
}

/** A delivery on S3. What is wrong with its names and first bytes is refused before anything is downloaded. */
async function s3Delivery(
  from: string,
  plan: LakePlan,
  s3: S3Client,
  target: Target,
  folder: string,
  onProgress: (event: IngestEvent) => void,
  signal: AbortSignal,
): Promise<Delivery> {
  const found = await objectsOf(s3, from, signal);
  refuseFaults(found, plan, from, target.prefix);
  let done = 0;
  const onFile = (file: string): void => {
    done += 1;
    onProgress({ event: "downloaded", done, of: found.files.length, file });
  };
  const files = await download(s3, found.files, folder, onFile, signal);
  const objects = new Map(found.files.map((object) => [object.name, object]));
  const copy = async ({ name, path, size }: Pin): Promise<boolean> => {
    const object = objects.get(name);
    if (object === undefined) throw new Error(`no object is called ${name}`);
    const place = { Bucket: target.bucket, Key: `${target.prefix}${name}` };
    const sha256 = await sha256OfFile(path);
    if (await holds(s3, place, sha256, size)) return false;
    await copyObject(s3, object, place, sha256, signal);
    return true;
  };
  return { contents: { ...found, files }, placeOf: (name) => placeIn(from, name), copy };
}

/** Refusals name the files of the delivery, not the copies that the check reads. */
const inWordsOf =
  (pins: readonly Pin[], placeOf: (name: string) => string) =>
  (error: unknown): never => {
    if (!(error instanceof Refusal)) throw error;
    const places = new Map(pins.map(({ path, name }) => [path, placeOf(name)]));
    throw new Refusal(
      error.problems.map((problem) => {
        const place = "path" in problem.parameters ? places.get(String(problem.parameters.path)) : undefined;
        return (place === undefined ? problem : { ...problem, parameters: { ...problem.parameters, path: place } }) as typeof problem;
      }),
    );
  };

const toldOf = ({ tables }: RunResult, pins: Pins, unchanged: ReadonlySet<string>): readonly IngestedSource[] =>
  tables.map(({ table, rows, quarantined }) => {
    const { files, passedOver } = pins.get(table) ?? { files: [], passedOver: [] };
    return {
      source: table,
      files: files.length,
      unchanged: files.filter(({ name }) => unchanged.has(name)).length,
      passedOver: countedNames(passedOver),
      rows,
      quarantined,
      bytes: files.reduce((sum, { size }) => sum + Number(size), 0),
    };
  });
