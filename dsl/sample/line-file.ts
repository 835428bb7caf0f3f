import { createHash } from "node:crypto";
import { type FileHandle, open } from "node:fs/promises";
import { StoredGzip } from "./stored-gzip.ts";

/** Characters that wait in memory before they are written. */
const BUFFERED = 262_144;

export interface WrittenFile {
  readonly bytes: number;
  readonly sha256: string;
}

/** A new file of text lines, compressed when its name ends in `.gz`. */
export class LineFile {
  readonly #file: FileHandle;
  readonly #gzip: StoredGzip | undefined;
  readonly #hash = createHash("sha256");
  #lines: string[] = [];
  #waiting = 0;
  #bytes = 0;

  private constructor(file: FileHandle, gzip: StoredGzip | undefined) {
    this.#file = file;
    this.#gzip = gzip;
  }

  static async create(path: string): Promise<LineFile> {
    const gzip = path.endsWith(".gz") ? new StoredGzip() : undefined;
    const file = new LineFile(await open(path, "wx"), gzip);
    if (gzip !== undefined) await file.#write(gzip.start());
    return file;
  }

  /** Adds a line; true when it is time to `flush`. */
  add(line: string): boolean {
    this.#lines.push(line, "\n");
    this.#waiting += line.length + 1;
    return this.#waiting >= BUFFERED;
  }

  async flush(): Promise<void> {
    const bytes = Buffer.from(this.#lines.join(""));
    this.#lines = [];
    this.#waiting = 0;
    await this.#write(this.#gzip?.encode(bytes) ?? bytes);
  }

  async end(): Promise<WrittenFile> {
    await this.flush();
    if (this.#gzip !== undefined) await this.#write(this.#gzip.end());
    await this.close();
    return { bytes: this.#bytes, sha256: this.#hash.digest("hex") };
  }

  /** Lets go of the file, finished or not. */
  async close(): Promise<void> {
    await this.#file.close();
  }

  async #write(bytes: Uint8Array): Promise<void> {
    this.#hash.update(bytes);
    this.#bytes += bytes.length;
    await this.#file.writeFile(bytes);
  }
}
