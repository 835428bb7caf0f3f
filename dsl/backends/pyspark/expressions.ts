import type { ColumnExpression, Expression } from "../../expressions/expression.ts";
import { bindNativeText } from "../../expressions/native-text.ts";
import { typeOfCall } from "../../expressions/type-rules.ts";
import type { ColumnType } from "../../schema/column-type.ts";
import { castOperand } from "./casts.ts";
import { callOperand } from "./functions.ts";
import { commonTypeOf, exactly, f, helper, literalOperand, type Operand, united, withoutLit } from "./operands.ts";
import { method, type PythonExpression, string } from "./python-tree.ts";
import { columnReference, sparkType } from "./spark-types.ts";

/** What a column is called where an expression stands, and its type. */
export type Columns = (column: ColumnExpression) => { readonly reference: string; readonly type: ColumnType };

/** A scalar expression as a Column of its exact type. */
export const columnOf = (expression: Expression, columns: Columns): PythonExpression => operandOf(expression, columns).exact;

export function operandOf(expression: Expression, columns: Columns): Operand {
  const operand = (part: Expression): Operand => operandOf(part, columns);
  switch (expression.op) {
    case "column": {
      const { reference, type } = columns(expression);
      return exactly(type, f("col", string(reference)));
    }
    case "literal":
      return literalOperand(expression);
    case "call": {
      const operands = expression.arguments.map(operand);
      const { type } = typeOfCall(
        expression.function,
        operands.map((part) => ({ type: part.type, nullable: true })),
      );
      return callOperand(expression.function, operands, type);
    }
    case "cast":
      return castOperand(operand(expression.input), expression.to);
    case "native": {
      const inputs = new Map(expression.inputs.map(({ name, expression: input }) => [name, sqlName(input, columns)]));
      const text = bindNativeText("spark", expression.spark, inputs);
      return exactly(expression.type, helper("native", string(text), string(sparkType(expression.type))));
    }
    case "field": {
      const input = operand(expression.input);
      const field = input.type.kind === "struct" ? input.type.fields.find(({ name }) => name === expression.field) : undefined;
      if (field === undefined) throw new Error(`a checked plan has no field ${expression.field} here`);
      return exactly(field.type, method(input.exact, "getField", string(expression.field)));
    }
    case "when": {
      const conditions = expression.branches.map(({ when }) => operand(when).exact);
      const results = [...expression.branches.map(({ then }) => then), expression.otherwise].map(operand);
      const values = united(results).map(withoutLit);
      return exactly(commonTypeOf(results.map(({ type }) => type)), conditional(conditions, values));
    }
  }
}

/** The column as Spark's SQL has it, in quotes, since many a name is a word of SQL. */
function sqlName(input: Expression, columns: Columns): string {
  if (input.op !== "column") throw new Error("an input of a native expression is a column");
  const { reference } = columns(input);
  const alias = reference.slice(0, reference.length - columnReference(input.name).length);
  return `${alias}\`${input.name.replaceAll("`", "``")}\``;
}

/** So many conditions are asked in a row; the others stand in the `otherwise` of the last. */
const CONDITIONS = 50;

/** `F.when(condition, value).when(...).otherwise(value)`; the last value is the one for all else. */
function conditional(conditions: readonly PythonExpression[], values: readonly PythonExpression[]): PythonExpression {
  if (conditions.length > CONDITIONS) {
    const most = Math.floor((conditions.length - 1) / CONDITIONS) * CONDITIONS;
    const last = conditional(conditions.slice(most), values.slice(most));
    return conditional(conditions.slice(0, most), [...values.slice(0, most), last]);
  }
  const at = (i: number): PythonExpression => {
    const value = values[i];
    if (value === undefined) throw new Error("a conditional lacks a value");
    return value;
  };
  const [first, ...rest] = conditions;
  if (first === undefined) return at(0);
  const branches = rest.reduce((chain, condition, i) => method(chain, "when", condition, at(i + 1)), f("when", first, at(0)));
  return method(branches, "otherwise", at(conditions.length));
}
