/** What is wrong with the stack's configuration or with `generated/`: every mistake at once, each a line. */
export class Mistakes extends Error {
  readonly lines: readonly string[];

  constructor(title: string, lines: readonly string[]) {
    super(`${title}\n${lines.map((line) => `  - ${line}`).join("\n")}`);
    this.name = "Mistakes";
    this.lines = lines;
  }
}
