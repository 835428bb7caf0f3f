import { type Command, Option } from "commander";
import { command } from "./options.ts";

/** Options of a command that talks to a deployed stack. */
export interface StackOptions {
  readonly stack: string;
  readonly endpoint?: string;
  readonly json?: boolean;
}

/** Adds what every such command needs: which stack, and for tests another endpoint of AWS. */
export const withStack = (added: Command): Command =>
  added
    .requiredOption("--stack <name>", "the Pulumi stack, such as dev")
    .addOption(new Option("--endpoint <url>", "another endpoint of AWS, such as an emulator's").hideHelp());

export const stackCommand = (name: string, summary: string): Command => withStack(command(name, summary));

/** What a client of the AWS SDK takes. */
export const clientOptions = ({ endpoint }: StackOptions, region: string) => ({
  region,
  ...(endpoint === undefined ? {} : { endpoint, forcePathStyle: true }),
});
