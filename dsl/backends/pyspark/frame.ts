import type { Column } from "../../schema/column-type.ts";
import { attribute, call, method, type PythonExpression, string } from "./python-tree.ts";
import type { Script } from "./script.ts";
import { columnReference } from "./spark-types.ts";

/** A relation as a DataFrame in Python, and what the next step has to know of it. */
export interface Frame {
  readonly python: PythonExpression;
  /** How many methods in a row lead to it; none for a name. */
  readonly calls: number;
  /** What a person would call its rows. */
  readonly rows: string;
  /** The columns of the relation, in order. */
  readonly columns: readonly Column[];
  /**
   * What a join left open: `order` where the DataFrame has the right columns but was not told so, `names` where a
   * column's name stands for two of them as well, which `qualified` tells apart.
   */
  readonly open?: "order" | "names";
  readonly qualified?: ReadonlyMap<string, string>;
}

/** The most methods in a row before the result gets a name. */
const LONGEST_CHAIN = 6;

/** How a column of the frame is written. */
export const referenceIn = ({ qualified }: Frame, column: string): string => qualified?.get(column) ?? columnReference(column);

/** The frame after one more method, on the same rows under the same names unless `changes` says otherwise. */
export const then = (frame: Frame, python: PythonExpression, changes: Partial<Frame> = {}): Frame => ({ ...frame, ...changes, python, calls: frame.calls + 1 });

/** `frame.method(args)` */
export const afterMethod = (frame: Frame, methodName: string, args: readonly PythonExpression[], changes: Partial<Frame> = {}): Frame =>
  then(frame, call(attribute(frame.python, methodName), args), changes);

/** The columns by name, as a `select` after a join that left something open. */
export function closed(frame: Frame): Frame {
  if (frame.open === undefined) return frame;
  const { qualified: _, open: __, ...rest } = afterMethod(frame, "select", frame.columns.map(({ name }) => string(referenceIn(frame, name))));
  return rest;
}

/** The frame with names that are clear. */
export const withClearNames = (frame: Frame): Frame => (frame.open === "names" ? closed(frame) : frame);

/** The frame under a name of its own, so that it can be used more than once. */
export function named(frame: Frame, script: Script): Frame {
  if (frame.calls === 0) return frame;
  const clear = withClearNames(frame);
  return { ...clear, python: script.assign(script.nameFor(clear.rows), clear.python), calls: 0 };
}

/** The frame ready for `calls` more methods: under a name of its own if the chain would get too long. */
export const ready = (frame: Frame, script: Script, calls = 1): Frame => (frame.calls + calls > LONGEST_CHAIN ? named(frame, script) : frame);

/** `rows = frame.alias("rows")`, so that a join can qualify its columns; the frame's rows get the alias for their name. */
export function aliased(frame: Frame, rows: string, script: Script): { readonly frame: Frame; readonly alias: string } {
  const clear = withClearNames(ready(frame, script));
  const alias = script.nameFor(rows);
  return { alias, frame: { ...clear, rows: alias, python: script.assign(alias, method(clear.python, "alias", string(alias))), calls: 0 } };
}
