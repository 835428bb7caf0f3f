import { conclude } from "../../dsl/cli/outcome.ts";
import { stoppable } from "../../dsl/cli/stoppable.ts";
import { cleanLake } from "../../dsl/run/clean.ts";
import { rollback } from "../../dsl/run/rollback.ts";
import { runLake } from "../../dsl/run/run.ts";
import { plan } from "./plan.ts";

/** `command.ts run|rollback|clean LAKE [LANDING]`: what `sluice` does with `--json`, for a plan that is compiled already. */
const [command, lake = "", landing = ""] = process.argv.slice(2);
await conclude({ json: true }, () =>
  stoppable(async (signal) => {
    switch (command) {
      case "run":
        return { data: { ...(await runLake(plan, { landing, lake, signal })) } };
      case "rollback":
        return { data: { ...(await rollback(lake, "users_agreed", undefined)) } };
      default:
        return { data: { ...(await cleanLake(lake, { dryRun: false, olderThanHours: 0 })) } };
    }
  }),
);
