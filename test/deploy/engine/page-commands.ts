/** A command of a page's shell blocks, with what the page says of it. */
export interface PageCommand {
  readonly command: string;
  readonly comment: string;
  /** Whether the page says that only AWS can show it. */
  readonly onlyAws: boolean;
}

const ONLY_AWS = "AWS: ";

/** The commands of the blocks marked `sh`, in the order of the page. */
export const commandsIn = (page: string): readonly PageCommand[] =>
  [...page.matchAll(/^```sh\n(.*?)^```$/gms)].flatMap(([, block = ""]) =>
    block
      .split("\n")
      .filter((line) => line.trim() !== "")
      .map((line) => {
        const [, command = "", comment = ""] = /^(.*?)(?:\s+#\s(.*))?$/.exec(line) ?? [];
        return { command, comment, onlyAws: comment.startsWith(ONLY_AWS) };
      }),
  );
