import type { AthenaClient } from "@aws-sdk/client-athena";
import type { GlueClient } from "@aws-sdk/client-glue";
import type { S3Client } from "@aws-sdk/client-s3";
import type { SparkPython } from "../../run/spark/install.mjs";
import type { ChildEnd } from "../child.ts";
import type { Expected } from "./expected.ts";
import type { Planned } from "./plan.ts";
import type { Sluice } from "./sluice.ts";

/** The Pulumi CLI in the project's copy, on its stack. */
export type PulumiHere = (args: readonly string[], signal?: AbortSignal) => Promise<ChildEnd>;

/** With what the steps of a proof work. */
export interface Bench {
  /** The copy of the project that is deployed and changed. */
  readonly project: string;
  readonly stack: string;
  readonly region: string;
  /** Where AWS is; undefined: AWS itself. */
  readonly endpoint: string | undefined;
  readonly env: NodeJS.ProcessEnv;
  readonly pulumi: PulumiHere;
  readonly sluice: Sluice;
  readonly athena: AthenaClient;
  readonly glue: GlueClient;
  readonly s3: S3Client;
  readonly spark: SparkPython;
  readonly planned: Planned;
  readonly expected: Expected;
  /** Milliseconds between two questions about a run. */
  readonly poll: number | undefined;
  /** Shows what is being done. */
  readonly say: (text: string) => void;
}
