import { Refusal } from "../../dsl/diagnostics/diagnostic.ts";
import { runLake } from "../../dsl/run/run.ts";
import { plan } from "./plan.ts";

/**
 * A run in a process of its own: `child.ts LANDING LAKE [EVENT]`. Prints each event and the codes of a refusal, one a
 * line. Kills itself when the event, such as `table-ended users`, comes.
 */
const [landing = "", lake = "", deadly] = process.argv.slice(2);
try {
  await runLake(plan, {
    landing,
    lake,
    onProgress: (e) => {
      const name = e.event === "table-ended" ? `${e.event} ${e.result.table}` : e.event;
      console.log(name);
      if (name === deadly) process.kill(process.pid, "SIGKILL");
    },
  });
} catch (error) {
  if (!(error instanceof Refusal)) throw error;
  console.log(error.problems.map(({ code, parameters }) => `${code} ${JSON.stringify(parameters)}`).join("\n"));
  process.exitCode = 1;
}
