/** An IAM policy's statement. `Sid` says what it is for. */
export interface Statement {
  readonly Sid: string;
  readonly Effect: "Allow" | "Deny";
  readonly Principal?: "*" | { readonly AWS?: readonly string[]; readonly Service?: readonly string[] };
  readonly Action: readonly string[];
  readonly Resource?: readonly string[];
  readonly Condition?: Readonly<Record<string, Readonly<Record<string, readonly string[]>>>>;
}

export interface PolicyDocument {
  readonly Version: "2012-10-17";
  readonly Statement: readonly Statement[];
}

/** Leaves out statements that name no resource. */
export const policyDocument = (statements: readonly Statement[]): PolicyDocument => ({
  Version: "2012-10-17",
  Statement: statements.filter(({ Resource, Principal }) => Resource?.length !== 0 || Principal !== undefined),
});

export const allow = (
  Sid: string,
  Action: readonly string[],
  Resource: readonly string[],
  Condition?: Statement["Condition"],
): Statement => ({
  Sid,
  Effect: "Allow",
  Action,
  Resource,
  ...(Condition === undefined ? {} : { Condition }),
});

/** Who may take a role. */
export const trust = (principal: NonNullable<Statement["Principal"]>, condition?: Statement["Condition"]): PolicyDocument => ({
  Version: "2012-10-17",
  Statement: [
    {
      Sid: "Take",
      Effect: "Allow",
      Principal: principal,
      Action: ["sts:AssumeRole"],
      ...(condition === undefined ? {} : { Condition: condition }),
    },
  ],
});
