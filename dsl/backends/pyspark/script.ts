import { withoutDeepNesting } from "./deep-expressions.ts";
import { uniqueNames } from "./names.ts";
import { name, type PythonExpression, type PythonName, type PythonStatement } from "./python-tree.ts";

/** The statements of a job's function while they are written, in order. */
export interface Script {
  /** Takes a name that nothing else in the function has, as near to the wanted one as that allows. */
  readonly nameFor: (wanted: string) => string;
  /** Writes `identifier = value`. */
  readonly assign: (identifier: string, value: PythonExpression) => PythonName;
  /** A Column as it may stand in a statement; what nests too deep in it is written before. */
  readonly column: (value: PythonExpression) => PythonExpression;
  readonly statements: readonly PythonStatement[];
}

export function newScript(taken: Iterable<string>): Script {
  const statements: PythonStatement[] = [];
  const nameFor = uniqueNames(taken);
  const assign = (identifier: string, value: PythonExpression): PythonName => {
    statements.push({ kind: "assignment", name: identifier, value });
    return name(identifier);
  };
  return { nameFor, assign, column: (value) => withoutDeepNesting(value, (part) => assign(nameFor("value"), part)), statements };
}
