/** What is read in the text of a file, as plain data. */
export interface FileComments {
  /** What its doc comments say: only the calls of which they say something. */
  readonly calls: readonly CallComments[];
  /** The names by which the file learns more than its text and its imports say, such as `Date`, sorted. Absent when there are none. */
  readonly outside?: readonly string[];
  /** Operators that see no value, unless their rows are those of a list. Absent when there are none. */
  readonly operators?: readonly CallOperator[];
}

/** An operator of JavaScript in a function of rows; see operators.ts. Lines and columns count from 1, the end is exclusive. */
export interface CallOperator {
  readonly operator: string;
  /** The expression that it asks for a value, as written, and where. */
  readonly operand: string;
  readonly site: { readonly line: number; readonly column: number; readonly endLine: number; readonly endColumn: number };
  /** Of the operation to which the function is given, as in `CallComments`. */
  readonly call: { readonly line: number; readonly column: number };
}

/** Comments by the SHA-256 of the text that they stand in. */
export type CommentsByText = ReadonlyMap<string, FileComments>;

/** Line and column count from 1 and are those of the stack in what is called, so `commentsAt` finds a call by its site. */
export interface CallComments {
  readonly line: number;
  readonly column: number;
  /** Of the declaration or statement that the call begins or is. */
  readonly description?: string;
  /** Of the keys of a literal `row: z.object({ ... })` in the call's arguments. */
  readonly columns: readonly ColumnComment[];
  /** Of the columns that the call makes: keys of the literal object that its function gives. Absent when there are none. */
  readonly made?: readonly ColumnComment[];
}

/** The doc comment of a key of a row object. Keys inside a key are joined with dots: `address.city`. */
export interface ColumnComment {
  readonly path: string;
  readonly text: string;
}

/** The comments of the call at a place, if it has any. */
export function commentsAt(comments: FileComments, place: { readonly line: number; readonly column: number }): CallComments | undefined {
  return comments.calls.find(({ line, column }) => line === place.line && column === place.column);
}
