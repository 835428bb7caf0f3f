import { cpSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

/** A file below `transforms/`, a text in it, and what stands there instead. */
export type Edit = readonly [file: string, text: string, instead: string];

/** Copies STEDI's transforms into a folder and edits the copy. A text that does not stand there once is a mistake of the test. */
export function editedTransforms(folder: string, edits: readonly Edit[]): string {
  cpSync("transforms", folder, { recursive: true });
  for (const [file, text, instead] of edits) {
    const path = join(folder, file);
    const parts = readFileSync(path, "utf8").split(text);
    if (parts.length !== 2) throw new Error(`${file} has ${parts.length - 1} times: ${text}`);
    writeFileSync(path, parts.join(instead));
  }
  return folder;
}

/** Serial numbers are declared unique, which holds of the real customers and not of many lakes; then nothing needs `anyOwner`. */
export const UNIQUE_SERIAL_NUMBERS: readonly Edit[] = [
  ["landing/customer.ts", 'unique: ["email"]', 'unique: ["email", "serialNumber"]'],
  ["landing/step-trainer.ts", "ambiguous(customerLanding.columns.serialNumber)", "customerLanding.columns.serialNumber"],
  ["landing/step-trainer.ts", "import { ambiguous, epochMillis", "import { epochMillis"],
  [
    "trusted/step-trainer-trusted.ts",
    '    anyOwner: "of those who hold the serial number, the one who moved in that millisecond took the step",\n',
    "",
  ],
  [
    "curated/machine-learning-curated.ts",
    '      many: "a serial number that was sold to several customers is a step of each of them",\n      anyOwner: "the motion\'s customer is one of those who hold the serial number",\n',
    "",
  ],
];
