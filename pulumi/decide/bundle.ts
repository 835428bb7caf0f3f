import { join } from "node:path";
import { type Generated, type LakeTable, MANIFEST, sha256 } from "../generated.ts";

/** A file of `generated/` as it is, or a text that names such files. */
export type Content = { readonly file: string } | { readonly text: string };

/** The script of a job, in the scripts bucket. */
export interface ScriptObject {
  readonly key: string;
  /** SHA-256 of the bytes, in hexadecimal. */
  readonly sha256: string;
  readonly file: string;
}

/** A zip in the scripts bucket. */
export interface ArchiveObject {
  readonly key: string;
  /** SHA-256 of its manifest, in hexadecimal: of all that the job runs, by the hashes of its files and of the runtime's. */
  readonly sha256: string;
  /** Path in the zip -> what stands there. */
  readonly members: Readonly<Record<string, Content>>;
}

/** What one job needs, below one prefix whose name is a digest of it all: another file is another prefix. */
export interface Bundle {
  /** With a slash at its end. */
  readonly prefix: string;
  readonly script: ScriptObject;
  /** The manifest of this bundle and the files that the runtime reads. */
  readonly plans: ArchiveObject;
}

const DIGEST = 16;
const RUNTIME = /^sluice(\.py$|_runtime\/)/;
/** As a program the runtime makes every table in one session. */
const LAKE_SCRIPT = "sluice.py";
/** For people, not for jobs. */
const NOT_FOR_JOBS = /(\.sql|privacy\.(md|json)|zones\.json)$/;

/** The files of the runtime, below `generated/`. */
export const runtimeFiles = ({ files }: Generated): readonly string[] => [...files.keys()].filter((path) => RUNTIME.test(path)).sort();

/**
 * The job of one table: its script, its plan and table, and the plans of the sources that it reads. Of the tables that it
 * reads only the names: a change of one of them changes nothing here.
 */
export function tableBundle(generated: Generated, table: LakeTable): Bundle {
  const read = generated.tables.filter(({ name }) => table.reads.includes(name));
  const own = ["job.py", "plan.json", "table.json"].map((file) => `${table.folder}/${file}`);
  const sources = read.filter(({ kind }) => kind === "source").map(({ folder }) => `${folder}/plan.json`);
  return bundle(
    generated,
    `jobs/${table.name}/`,
    `${table.folder}/job.py`,
    [table, ...read.map((other) => ({ ...other, reads: [] }))],
    [...own, ...sources],
  );
}

/** The one job of the whole lake. */
export const lakeBundle = (generated: Generated): Bundle =>
  bundle(
    generated,
    "jobs/",
    LAKE_SCRIPT,
    generated.tables,
    [...generated.files.keys()].filter((path) => path === LAKE_SCRIPT || !(NOT_FOR_JOBS.test(path) || RUNTIME.test(path))),
  );

function bundle(generated: Generated, folder: string, script: string, tables: readonly LakeTable[], paths: readonly string[]): Bundle {
  // The runtime is an archive of its own, for all jobs; it is named too, so that the hash is of all that the job runs.
  const named = [...new Set([...paths, ...runtimeFiles(generated)])].sort();
  const hashes = Object.fromEntries(named.map((path) => [path, hashOf(generated, path)]));
  const entries = tables.map(({ name, zone, kind, reads }) => ({ name, zone, kind, reads })).sort((a, b) => (a.name < b.name ? -1 : 1));
  const manifest = `${JSON.stringify({ version: 1, tables: entries, files: hashes }, undefined, 2)}\n`;
  const digest = sha256(manifest);
  const prefix = `${folder}${digest.slice(0, DIGEST)}/`;
  const file = (path: string): string => join(generated.folder, path);
  return {
    prefix,
    script: { key: `${prefix}${script}`, sha256: hashOf(generated, script), file: file(script) },
    plans: {
      key: `${prefix}plans.zip`,
      sha256: digest,
      members: {
        [MANIFEST]: { text: manifest },
        ...Object.fromEntries(paths.filter((path) => path !== script).map((path) => [path, { file: file(path) }])),
      },
    },
  };
}

function hashOf({ files }: Generated, path: string): string {
  const hash = files.get(path);
  if (hash === undefined) throw new Error(`${path} is not in the manifest`);
  return hash;
}
