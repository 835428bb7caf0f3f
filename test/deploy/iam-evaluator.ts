import type { PolicyDocument, Statement } from "../../pulumi/decide/policy-document.ts";

/** What somebody asks of AWS. `context` has condition keys in lower case. */
export interface Request {
  readonly action: string;
  readonly resource: string;
  readonly context?: Readonly<Record<string, string>>;
}

/**
 * IAM's answer for identity policies of one account: an explicit deny wins, else one allow suffices, else the answer is no
 * (https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic.html). Knows the operators that Sluice
 * writes; another is an error.
 */
export function isAllowed(policies: readonly PolicyDocument[], request: Request): boolean {
  const matching = policies.flatMap(({ Statement }) => Statement).filter((statement) => matches(statement, request));
  return matching.some(({ Effect }) => Effect === "Allow") && !matching.some(({ Effect }) => Effect === "Deny");
}

/** The `Sid`s of the statements that allow it. */
export const allowedBy = (policies: readonly PolicyDocument[], request: Request): readonly string[] =>
  policies
    .flatMap(({ Statement }) => Statement)
    .filter((statement) => statement.Effect === "Allow" && matches(statement, request))
    .map(({ Sid }) => Sid);

function matches({ Action, Resource = [], Condition = {} }: Statement, { action, resource, context = {} }: Request): boolean {
  return (
    Action.some((pattern) => like(pattern.toLowerCase(), action.toLowerCase())) &&
    Resource.some((pattern) => like(pattern, resource)) &&
    Object.entries(Condition).every(([operator, keys]) =>
      Object.entries(keys).every(([key, values]) => holds(operator, context[key.toLowerCase()], values)),
    )
  );
}

function holds(operator: string, value: string | undefined, expected: readonly string[]): boolean {
  if (operator === "StringNotEquals") return value === undefined || !expected.includes(value);
  if (operator === "Null") return expected.includes(String(value === undefined));
  if (value === undefined) return false;
  switch (operator) {
    case "StringEquals":
      return expected.includes(value);
    case "StringLike":
      return expected.some((pattern) => like(pattern, value));
    case "Bool":
      return expected.some((wanted) => wanted.toLowerCase() === value.toLowerCase());
    default:
      throw new Error(`the evaluator does not know the operator ${operator}`);
  }
}

/** `*` is any text, `?` any character, `${*}`, `${?}` and `${$}` are themselves. */
function like(pattern: string, text: string): boolean {
  const source = pattern.replaceAll(/\$\{([*?$])\}|[*?]|[.+^${}()|[\]\\/-]/g, (found, literal?: string) => {
    if (literal !== undefined) return `\\${literal}`;
    if (found === "*") return ".*";
    return found === "?" ? "." : `\\${found}`;
  });
  return new RegExp(`^${source}$`, "s").test(text);
}
