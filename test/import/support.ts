import type { SourcePlan } from "../../dsl/operations/lake.ts";
import { typeName } from "../../dsl/schema/column-type.ts";

/** `name type`, with `?` where it may be null and `!kind` where it is personal. */
export const columnsOf = ({ columns }: SourcePlan): readonly string[] =>
  columns.map(
    ({ name, type, nullable, personal }) =>
      `${name} ${typeName(type)}${nullable ? "?" : ""}${personal === undefined ? "" : ` !${personal}`}`,
  );
