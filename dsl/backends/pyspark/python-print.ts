import { type Document, group, indent, layOut, SOFT_LINE } from "./python-document.ts";
import { commaSeparated, statementDocument, valueDocument } from "./python-layout.ts";
import { withParentheses } from "./python-parentheses.ts";
import { commentLines, docstring } from "./python-quote.ts";
import type { PythonExpression, PythonFunction, PythonImport, PythonMain, PythonModule, PythonStatement } from "./python-tree.ts";

/** Columns in a line. */
const WIDTH = 100;
const INDENT = 4;

/** The text of a module, laid out as `ruff format` with a line length of 100 lays it out, and as isort sorts. */
export function printModule(module: PythonModule): string {
  const head = [...module.comments.flatMap((comment) => commentLines(comment, WIDTH)), docstring(module.docstring, WIDTH)].join("\n");
  const imports = module.imports.map((section) => section.map(printImport).join("\n"));
  const body = module.body.map((part) => (part.kind === "function" ? printFunction(part) : printMain(part)));
  return `${[[head, ...imports].join("\n\n"), ...body].join("\n\n\n")}\n`;
}

const printImport = (part: PythonImport): string =>
  part.kind === "import" ? `import ${part.module}` : `from ${part.module} import ${part.names.join(", ")}`;

function printFunction({ name, parameters, returns, body }: PythonFunction): string {
  const declared = parameters.map((parameter) => `${parameter.name}: ${parameter.annotation}`);
  const inParentheses: Document =
    declared.length === 0
      ? "()"
      : ["(", indent([SOFT_LINE, declared.length === 1 ? commaSeparated(declared) : group(commaSeparated(declared))]), SOFT_LINE, ")"];
  return `${layOut(group(["def ", name, inParentheses, " -> ", returns, ":"]), WIDTH, 0)}\n${printBody(body)}`;
}

const printMain = ({ body }: PythonMain): string => `if __name__ == "__main__":\n${printBody(body)}`;

const printBody = (body: readonly PythonStatement[]): string => body.map(printStatement).join("\n");

const withoutParentheses = (value: PythonExpression): PythonExpression =>
  value.kind === "parentheses" ? withoutParentheses(value.inner) : value;

function printStatement(statement: PythonStatement): string {
  const value = withParentheses(withoutParentheses(statement.value));
  switch (statement.kind) {
    case "assignment":
      return layOut([`${statement.name} = `, valueDocument(value)], WIDTH, INDENT);
    case "return":
      return layOut(["return ", valueDocument(value)], WIDTH, INDENT);
    case "expression":
      return layOut(statementDocument(value), WIDTH, INDENT);
  }
}
