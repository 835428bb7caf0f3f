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

/**
 * Glue of this account may take a role, and of no other's that names it
 * (https://docs.aws.amazon.com/glue/latest/dg/cross-service-confused-deputy-prevention.html).
 */
export const trustGlue = (account: string): PolicyDocument =>
  trust({ Service: ["glue.amazonaws.com"] }, { StringEquals: { "aws:SourceAccount": [account] } });

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

/** Characters of a role's own policy that IAM takes (https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html). */
const LONGEST = 10_240;

/** Roles whose policy IAM would refuse, each a line. */
export const tooLong = (rights: Readonly<Record<string, PolicyDocument>>): readonly string[] =>
  Object.entries(rights).flatMap(([role, document]) => {
    const { length } = JSON.stringify(document);
    return length > LONGEST
      ? [
          `the role ${role} needs a policy of ${length} characters, more than the ${LONGEST} of IAM: let it read fewer tables, or split its zone`,
        ]
      : [];
  });
