import { join } from "node:path";
import { program } from "./program.ts";

export const { region, database, lake, landing, scripts, workflow, deployed, jobs, queries } = await program(
  join(import.meta.dirname, "..", "generated"),
);
