import type { Problem } from "../../diagnostics/diagnostic.ts";
import type { ChangeReport } from "../report.ts";
import { plain } from "../sentence.ts";

/** What `sluice check` says of changes that nobody stands for, and of acknowledgements of none. `file` as the user finds it. */
export const acknowledgementProblems = ({ base, unacknowledged, stale }: ChangeReport, file: string): readonly Problem[] => [
  ...unacknowledged.map(
    ({ identity, table, sentence }): Problem => ({
      code: "unacknowledged-break",
      parameters: { change: identity, sentence: `${table === null ? "" : `${table}: `}${plain(sentence)}`, base, file },
    }),
  ),
  ...stale.map(({ change }): Problem => ({ code: "stale-acknowledgement", parameters: { change, base, file } })),
];
