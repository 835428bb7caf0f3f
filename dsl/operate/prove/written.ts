import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { parseFile } from "../../run/parse-file.ts";
import { maskedJson } from "./mask.ts";
import { pageOf } from "./page.ts";
import { type Recording, recordingSchema } from "./recording.ts";

const FILES = { AWS: "aws-proof/aws.json", emulator: "aws-proof/emulator.json" } as const;
export const PAGE = "aws-proof.md";

/** The recording of a place below the folder of the documents; undefined where nobody has made one. */
export function recordingIn(docs: string, where: Recording["where"]): Recording | undefined {
  const path = join(docs, FILES[where]);
  return existsSync(path) ? parseFile(path, readFileSync(path, "utf8"), recordingSchema) : undefined;
}

/** The page as the recordings in the folder of the documents make it. */
export const pageIn = (docs: string): string => pageOf({ emulator: recordingIn(docs, "emulator"), aws: recordingIn(docs, "AWS") });

/** Writes a recording, without what would tell whose account it was, and the page. Gives the page's path. */
export function writeRecording(docs: string, recording: Recording): string {
  mkdirSync(join(docs, "aws-proof"), { recursive: true });
  writeFileSync(join(docs, FILES[recording.where]), `${JSON.stringify(maskedJson(recording), null, 2)}\n`);
  const page = join(docs, PAGE);
  writeFileSync(page, pageIn(docs));
  return page;
}
