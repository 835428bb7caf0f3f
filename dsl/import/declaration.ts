/** A source to write, as plain data. What is a guess, or differs from what was read, is in `review`, for a person to look at. */
export interface DeclaredSource {
  readonly name: string;
  readonly description?: string;
  /** Below the landing root, with `/` at its end. */
  readonly path: string;
  readonly pathReview: readonly string[];
  readonly columns: readonly DeclaredField[];
  readonly unique: readonly (readonly string[])[];
}

/** A column, or a field of a struct. */
export interface DeclaredField {
  readonly name: string;
  readonly schema: DeclaredSchema;
  /** Whether it may be absent or null. */
  readonly optional: boolean;
  readonly description?: string;
  /** The kind of personal data. */
  readonly personal?: string;
  readonly review: readonly string[];
}

/** What there is to say with zod and Sluice's helpers. */
export type DeclaredSchema =
  | { readonly kind: "email" | "boolean" | "int64" | "float" | "double" | "date" | "timestamp" | "epochMillis" }
  /** `maxLength` is in Unicode code points. */
  | { readonly kind: "string"; readonly maxLength?: number }
  | { readonly kind: "int32"; readonly bounds?: readonly [least: number, most: number] }
  | { readonly kind: "decimal"; readonly precision: number; readonly scale: number }
  | { readonly kind: "array"; readonly element: DeclaredSchema }
  | { readonly kind: "record"; readonly value: DeclaredSchema }
  | { readonly kind: "struct"; readonly fields: readonly DeclaredField[] };
