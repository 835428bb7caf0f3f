import type { SourceColumn } from "../schema/source-column.ts";

/** The row checks of a column in words: "an e-mail address", "`city` at least 2 long". */
export const checksInWords = (column: Pick<SourceColumn, "checks">): readonly string[] =>
  column.checks.map((check) => [...(check.path.length === 0 ? [] : [`\`${check.path.join(".")}\``]), words(check)].join(" "));

function words(check: SourceColumn["checks"][number]): string {
  switch (check.rule) {
    case "pattern":
      return check.name;
    case "oneOf":
      return `one of ${check.values.join(", ")}`;
    case "min":
      return `${check.exclusive ? "more than" : "at least"} ${check.value}`;
    case "max":
      return `${check.exclusive ? "less than" : "at most"} ${check.value}`;
    case "multipleOf":
      return `a multiple of ${check.value}`;
    case "minLength":
      return `at least ${check.value} long`;
    case "maxLength":
      return `at most ${check.value} long`;
  }
}
