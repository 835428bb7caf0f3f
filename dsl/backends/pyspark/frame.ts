import type { Column } from "../../schema/column-type.ts";
import { severalOf } from "./names.ts";
import { method, type PythonExpression, string } from "./python-tree.ts";
import type { Script } from "./script.ts";
import { columnReference } from "./spark-types.ts";

/** A relation as a DataFrame in Python, and what the next step has to know of it. */
export interface Frame {
  readonly python: PythonExpression;
  /** How many methods in a row lead to it; none for a name. */
  readonly calls: number;
  /** What a person would call one row, by the table that is read: a join's condition that has names of its own goes before. */
  readonly row: string;
  /** What all rows are called: as the last step's author calls one, so that the name is that step's alone. */
  readonly rows: string;
  /** The columns of the relation, in order. */
  readonly columns: readonly Column[];
  /**
   * What is left open until a `select` names the columns: `order`, or also `names`, where the DataFrame has more columns,
   * perhaps two of one name, which `qualified` tells apart.
   */
  readonly open?: "order" | "names";
  readonly qualified?: ReadonlyMap<string, string>;
}

/** The most methods in a row before the result gets a name. */
const LONGEST_CHAIN = 6;

/** How a column of the frame is written. */
export const referenceIn = ({ qualified }: Frame, column: string): string => qualified?.get(column) ?? columnReference(column);

/** `frame.method(args)`; rows are called by the table again, and what the frame is otherwise stays unless `changes` says so. */
export const afterMethod = (frame: Frame, methodName: string, args: readonly PythonExpression[], changes: Partial<Frame> = {}): Frame => ({
  ...frame,
  ...rowsOf(frame.row),
  ...changes,
  python: method(frame.python, methodName, ...args),
  calls: frame.calls + 1,
});

/** A frame whose columns are named by its last method. */
export const withNothingOpen = ({ open: _, qualified: __, ...rest }: Frame): Frame => rest;

/** The frame with its columns selected by name, if anything was open. */
export const closed = (frame: Frame): Frame =>
  frame.open === undefined
    ? frame
    : withNothingOpen(
        afterMethod(
          frame,
          "select",
          frame.columns.map(({ name }) => string(referenceIn(frame, name))),
          { rows: frame.rows },
        ),
      );

/** The frame with names that are clear. */
export const withClearNames = (frame: Frame): Frame => (frame.open === "names" ? closed(frame) : frame);

/** The frame under a name of its own, so that it can be used more than once. */
export function named(frame: Frame, script: Script): Frame {
  if (frame.calls === 0) return frame;
  const clear = withClearNames(frame);
  return { ...clear, python: script.assign(script.nameFor(clear.rows), clear.python), calls: 0 };
}

/** The frame ready for `calls` more methods: under a name of its own if the chain would get too long. */
export const ready = (frame: Frame, script: Script, calls = 1): Frame =>
  frame.calls + calls > LONGEST_CHAIN ? named(frame, script) : frame;

/** `row = frame.alias("row")`, so that a join can qualify its columns. The alias is the join's own, the name the function's. */
export function aliased(frame: Frame, row: string, alias: string, script: Script): Frame {
  const clear = withClearNames(ready(frame, script));
  return { ...clear, ...rowsOf(row), python: script.assign(script.nameFor(row), method(clear.python, "alias", string(alias))), calls: 0 };
}

/** The name of the rows of which one is called so. */
export const rowsOf = (row: string): Pick<Frame, "rows"> => ({ rows: severalOf(row) });
