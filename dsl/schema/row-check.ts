/**
 * A check that one value of a source column must pass; NULL passes all. A row that fails goes to quarantine.
 * `path` leads to a field inside a struct column and is empty for the column itself.
 */
export type RowCheck = { readonly path: readonly string[] } & (
  | {
      /** The text matches the pattern, which is valid and means the same in RE2, Java and JavaScript (`u` flag). */
      readonly rule: "pattern";
      /** What the pattern stands for, in words: "an e-mail address". */
      readonly name: string;
      readonly pattern: string;
    }
  | { readonly rule: "oneOf"; readonly values: readonly (string | number)[] }
  | { readonly rule: "min" | "max"; readonly value: number; readonly exclusive: boolean }
  | { readonly rule: "multipleOf"; readonly value: number }
  /** Length in Unicode code points for text, in elements for arrays. */
  | { readonly rule: "minLength" | "maxLength"; readonly value: number }
);
