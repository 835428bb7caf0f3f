// Compiles the transforms in a folder, in this thread, and prints as JSON how many milliseconds of processor each stage took.
import { join } from "node:path";
import { assemble } from "../dsl/compiler/assemble.ts";
import { commentsOfDeclarations, commentsOfModules } from "../dsl/compiler/comments.ts";
import { describeLake } from "../dsl/compiler/describe.ts";
import { emitLake } from "../dsl/compiler/emit.ts";
import { loadTransforms } from "../dsl/compiler/load.ts";
import { dependencyOrder } from "../dsl/compiler/order.ts";
import { writeGenerated } from "../dsl/compiler/write.ts";
import { prove } from "../dsl/proofs/prove.ts";

const [folder = "."] = process.argv.slice(2);
const used = (): number => {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
};
const stages: Record<string, number> = {};
let before = 0;
const ended = (stage: string): void => {
  const now = used();
  stages[stage] = now - before;
  before = now;
};
ended("start");
const loaded = await loadTransforms(join(folder, "transforms"));
ended("load");
const { plan, sites, problems } = assemble(loaded);
if (loaded.problems.length + problems.length > 0) throw new Error("the transforms have mistakes");
ended("assemble");
const proof = prove(plan, dependencyOrder(plan));
ended("prove");
const comments = await commentsOfModules(loaded, join(folder, ".sluice", "cache"), new Map());
const described = describeLake(plan, commentsOfDeclarations(loaded, sites, comments));
ended("describe");
const files = emitLake(described, proof);
ended("emit");
writeGenerated(join(folder, "generated"), files);
ended("write");
process.stdout.write(`${JSON.stringify(stages)}\n`);
