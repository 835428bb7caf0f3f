import type { RowCheck } from "./row-check.ts";

/** A row check in words: "an e-mail address", "at least 2 long (at city)". */
export const rowCheckWords = (check: RowCheck): string => withPath(check, ruleWords(check));

/** The same with the pattern of a text, unless its name shows it: two patterns may have one name. */
export const exactRowCheckWords = (check: RowCheck): string =>
  withPath(
    check,
    check.rule === "pattern" && !check.name.includes(check.pattern) ? `${check.name}, like ${check.pattern}` : ruleWords(check),
  );

const withPath = ({ path }: RowCheck, words: string): string => (path.length === 0 ? words : `${words} (at ${path.join(".")})`);

function ruleWords(check: RowCheck): string {
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
