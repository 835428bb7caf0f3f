import { join, resolve } from "node:path";
import { isDeepStrictEqual } from "node:util";
import * as z from "zod";
import { refuse } from "../diagnostics/diagnostic.ts";
import { type ColumnType, SCALAR_KINDS } from "../schema/column-type.ts";
import { isLake } from "./folder.ts";
import { CURRENT, DATA, QUARANTINE } from "./layout.ts";
import { parseFile } from "./parse-file.ts";
import { stateText } from "./state-file.ts";

const count = z.int().nonnegative();
const fileUnder = (folder: string) =>
  z.string().regex(new RegExp(`^${folder}(/(?!\\.{1,2}/)[^/\\\\\0]+)+$`), `expected a file under ${folder}/`);

/** A landing file as it was when a run read it: path relative to the landing root, size in bytes, time of its last change. */
const pinnedFileSchema = z.strictObject({ path: z.string(), size: count, modified: z.iso.datetime() });

const landingSchema = z.preprocess(
  withRecords,
  z.strictObject({
    files: z.array(pinnedFileSchema),
    /** Files that are no JSON lines: how many, and the first names. Versions of before have none. */
    passedOver: z.strictObject({ count, files: z.array(z.string()) }).default({ count: 0, files: [] }),
    /** Rows kept and records quarantined. */
    records: count,
    /** Of the records; null in a version of before they were counted. */
    bytes: count.nullable().default(null),
    quarantinedBytes: count.nullable().default(null),
    /**
     * The most frequent reasons of quarantine, each with the place of its first record, and keys that no column has, with how
     * many records have them.
     */
    reasons: z.array(z.strictObject({ reason: z.string(), count, file: z.string(), line: count, record: count.default(1) })),
    unknownKeys: z.array(z.strictObject({ key: z.string(), count })),
  }),
);

/** Once a line was a record, and versions counted `lines`. */
function withRecords(landing: unknown): unknown {
  if (typeof landing !== "object" || landing === null || !("lines" in landing)) return landing;
  const { lines, ...rest } = landing;
  return { records: lines, ...rest };
}

const columnTypeSchema: z.ZodType<ColumnType> = z.lazy(() =>
  z.discriminatedUnion("kind", [
    z.object({ kind: z.enum(SCALAR_KINDS) }),
    z.object({ kind: z.literal("decimal"), precision: count, scale: count }),
    z.object({ kind: z.literal("array"), element: columnTypeSchema }),
    z.object({ kind: z.literal("map"), value: columnTypeSchema }),
    z.object({
      kind: z.literal("struct"),
      fields: z.array(z.object({ name: z.string(), type: columnTypeSchema, nullable: z.boolean() })),
    }),
  ]),
);

/** A file of the lake as the run left it: bytes, and the SHA-256 of them in hexadecimal. */
const checksumSchema = z.strictObject({ file: z.string(), size: count, sha256: z.string().regex(/^[0-9a-f]{64}$/) });

const tableFields = z.strictObject({
  name: z.string(),
  zone: z.string(),
  format: z.enum(["iceberg", "json", "parquet"]),
  /** In order. */
  columns: z.array(z.strictObject({ name: z.string(), type: columnTypeSchema })),
  rows: count,
  quarantined: count,
  file: fileUnder(DATA),
  quarantine: fileUnder(QUARANTINE).nullable(),
  /** Whether there were bad records that are gone by their age; what was counted of them stays. */
  quarantineExpired: z.boolean().optional(),
  /** Of each of its files; missing in a version of an older Sluice, until the next run. */
  checksums: z.array(checksumSchema).optional(),
  /** The run that wrote the files. */
  run: z.string(),
  /** Milliseconds that it took. */
  ms: z.number().nonnegative(),
  /** SHA-256 of the plan that the rows were made by, see `planHash`. */
  plan: z.string(),
  /** What a source was read from; null for a table. */
  landing: landingSchema.nullable(),
});

/** The files of a version of a table, relative to the lake folder. */
export const filesOfTable = ({ file, quarantine }: Pick<TableVersion, "file" | "quarantine">): readonly string[] =>
  quarantine === null ? [file] : [file, quarantine];

const tableVersionSchema = tableFields.refine(
  ({ checksums, ...table }) =>
    checksums === undefined || isDeepStrictEqual(checksums.map(({ file }) => file).sort(), [...filesOfTable(table)].sort()),
  "expected the checksums of its own files",
);

const versionSchema = z.strictObject({
  run: z.string(),
  /** When it was committed. */
  at: z.iso.datetime(),
  /** In dependency order. */
  tables: z.array(tableVersionSchema),
});

const currentSchema = z.strictObject({ current: versionSchema, earlier: z.array(versionSchema) });

export type PinnedFile = Readonly<z.infer<typeof pinnedFileSchema>>;
export type Checksum = Readonly<z.infer<typeof checksumSchema>>;
export type LandingRecord = z.infer<typeof landingSchema>;
export type TableVersion = Readonly<z.infer<typeof tableFields>>;
/** One committed state of the whole lake. Files are relative to the lake folder. */
export type LakeVersion = Readonly<z.infer<typeof versionSchema>>;
/** What `current.json` holds; `earlier` has the newest first. */
export type LakeHistory = Readonly<z.infer<typeof currentSchema>>;

/** The committed versions; undefined before the first commit. Refuses with `cannot-read` or `lake-broken`. */
export async function readHistory(lake: string): Promise<LakeHistory | undefined> {
  const path = join(lake, CURRENT);
  const text = stateText(path, lake);
  return text === undefined ? undefined : parseFile(path, text, currentSchema);
}

/** The current version of a lake folder, which a run going on at the same time cannot change under the reader. */
export async function readLake(folder: string): Promise<LakeVersion> {
  const lake = resolve(folder);
  const history = (await isLake(lake)) ? await readHistory(lake) : undefined;
  return history?.current ?? refuse("no-lake", { folder: lake });
}
