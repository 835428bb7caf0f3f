// Where Pulumi starts the program. Plain JavaScript, so that a Node that reads no TypeScript can say so.
import { RunError } from "@pulumi/pulumi";

if (!process.features.typescript)
  throw new RunError(
    `the program is TypeScript, which Node ${process.versions.node} does not read: put Node 24 first on the PATH (npm ci installs one: export PATH="$PWD/node_modules/node/bin:$PATH")`,
  );

export default { ...(await import("./index.ts")) };
