import { join } from "node:path";
import type { SampleLine } from "./generate.ts";
import { fileOf, PARTS, SAMPLE_TABLES, type SampleTable } from "./layout.ts";
import { LineFile } from "./line-file.ts";
import type { RecordedFile } from "./record.ts";

/** The files of one delivery, all open at once. */
export class DeliveryFiles {
  readonly #delivery: number;
  readonly #files: { readonly [T in SampleTable]: LineFile[] } = { customer: [], accelerometer: [], step_trainer: [] };

  constructor(delivery: number) {
    this.#delivery = delivery;
  }

  /** Creates the files, so that each is there even if no line falls to it. */
  async create(folder: string): Promise<void> {
    for (const table of SAMPLE_TABLES) {
      for (let part = 0; part < PARTS[table]; part++) {
        this.#files[table].push(await LineFile.create(join(folder, fileOf(table, this.#delivery, part))));
      }
    }
  }

  /** Adds a line; true when it is time to `flush` its file. */
  add(line: SampleLine): boolean {
    return this.#fileOf(line).add(line.text);
  }

  async flush(line: SampleLine): Promise<void> {
    await this.#fileOf(line).flush();
  }

  async end(): Promise<readonly RecordedFile[]> {
    const recorded: RecordedFile[] = [];
    for (const table of SAMPLE_TABLES) {
      for (const [part, file] of this.#files[table].entries()) {
        recorded.push({ path: fileOf(table, this.#delivery, part), ...(await file.end()) });
      }
    }
    return recorded;
  }

  /** Lets go of the files, finished or not. */
  async close(): Promise<void> {
    for (const table of SAMPLE_TABLES) await Promise.all(this.#files[table].map((file) => file.close()));
  }

  #fileOf({ table, part }: SampleLine): LineFile {
    const file = this.#files[table][part];
    if (file === undefined) throw new Error(`${table} has no part ${part}`);
    return file;
  }
}
