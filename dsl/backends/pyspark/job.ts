import type { TablePlan } from "../../operations/lake.ts";
import type { LoweredNode } from "../../operations/lowered.ts";
import { closed } from "./frame.ts";
import { tableIdentifier } from "./names.ts";
import { printModule } from "./python-print.ts";
import { attribute, call, name, type PythonExpression, type PythonImport, type PythonStatement, partsOf } from "./python-tree.ts";
import { frameOf, inputsFirst } from "./relations.ts";
import { newScript } from "./script.ts";

/** The text of a table's `job.py`: one pure function from the tables that it reads to the table, and the call that runs it. */
export function jobScript(table: TablePlan, lowered: LoweredNode): string {
  const job = tableIdentifier(table.name);
  const tables = new Set(inputsFirst(lowered).flatMap((node) => (node.op === "read" ? [tableIdentifier(node.table)] : [])));
  const script = newScript([job, ...tables]);
  const result: PythonStatement = { kind: "return", value: closed(frameOf(lowered, script)).python };
  const body = [...script.statements, result];
  const parameters = [...tables].map((parameter) => ({ name: parameter, annotation: "DataFrame" }));
  const run: PythonStatement = { kind: "expression", value: call(attribute(name("sluice"), "run"), [name(job)]) };
  return printModule({
    comments: [`@generated from ${table.file}.`, "Change that file, then run `npx sluice compile`."],
    docstring: `${table.name} (${table.zone})${table.description === undefined ? "." : `: ${table.description}`}`,
    imports: [sparkImports(body), [{ kind: "import", module: "sluice" }]],
    body: [
      { kind: "function", name: job, parameters, returns: "DataFrame", body },
      { kind: "main", body: [run] },
    ],
  });
}

/** Only what the statements use, as isort sorts it. */
function sparkImports(body: readonly PythonStatement[]): readonly PythonImport[] {
  const used = namesIn(body.map(({ value }) => value));
  const classes: PythonImport = {
    kind: "from",
    module: "pyspark.sql",
    names: used.has("Window") ? ["DataFrame", "Window"] : ["DataFrame"],
  };
  return used.has("F") ? [classes, { kind: "from", module: "pyspark.sql", names: ["functions as F"] }] : [classes];
}

function namesIn(expressions: readonly PythonExpression[]): ReadonlySet<string> {
  const names = new Set<string>();
  const pending = [...expressions];
  for (let part = pending.pop(); part !== undefined; part = pending.pop()) {
    if (part.kind === "name") names.add(part.name);
    pending.push(...partsOf(part));
  }
  return names;
}
