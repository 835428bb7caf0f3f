import type { Settings } from "../settings.ts";

/** What an account has only so many of. */
type Counted = keyof Required<Settings["quotas"]>;

/**
 * AWS's default quotas for an account, in a region but for IAM's. Glue: https://docs.aws.amazon.com/general/latest/gr/glue.html; IAM:
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html; EventBridge (of an event bus; 100 in some regions):
 * https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-quota.html; Athena: https://docs.aws.amazon.com/athena/latest/ug/service-limits.html.
 */
const QUOTAS: Readonly<Record<Counted, { readonly what: string; readonly most: number; readonly instead: string }>> = {
  jobs: { what: "Glue jobs", most: 1_000, instead: "set sluice:jobs to one" },
  triggers: { what: "Glue triggers", most: 1_000, instead: "set sluice:jobs to one" },
  roles: { what: "IAM roles", most: 1_000, instead: "set sluice:jobs to one" },
  rules: { what: "EventBridge rules", most: 300, instead: "set sluice:jobs to one" },
  workgroups: { what: "Athena workgroups", most: 1_000, instead: "make fewer zones" },
};

/** What a stack alone would have more of than the account may, each a line with the numbers. What else is in the account is not counted. */
export const overQuota = (counts: Readonly<Record<Counted, number>>, raised: Settings["quotas"]): readonly string[] =>
  (Object.keys(QUOTAS) as Counted[]).flatMap((of) => {
    const { what, most, instead } = QUOTAS[of];
    const quota = raised[of] ?? most;
    return counts[of] > quota
      ? [
          `the stack needs ${counts[of]} ${what}, and an account may have ${quota}${raised[of] === undefined ? " unless AWS has raised its quota" : ""}: ${instead}, or have the quota raised and say so in sluice:quotas ({"${of}":${counts[of]}})`,
        ]
      : [];
  });
