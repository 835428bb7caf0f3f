import { nearestOrAll } from "../nearest.ts";
import { error } from "./definition.ts";

const importText = (p: { name: string; from: string }): string => `import { ${p.name} } from "${p.from}";`;

/** What goes wrong while the transforms are run. */
export const LOADING = {
  "no-transforms-folder": error({
    message: (p: { folder: string }) => `there is no folder ${p.folder}`,
    help: () => "name the folder of your transforms: `--transforms DIR`",
    meaning: "The folder of the transforms is not there, or is a file.",
    remedy: "Run the command in the folder that holds `transforms/`, or name it with `--transforms DIR`.",
  }),
  "no-transforms": error({
    message: (p: { folder: string }) => `no table is declared under ${p.folder}`,
    help: () => 'declare a source: `export const x = source("x", { ... })`, or run `npx sluice init landing my_table`',
    meaning: "All files were run, and none of them declared a source or a table.",
    remedy: "Declare one. Files whose names start with `.` or `_`, and `.test.ts` and `.d.ts` files, are passed over.",
  }),
  "transform-threw": error({
    message: (p: { message: string; instead?: string | undefined; spelling?: { readonly was: string; readonly name: string } }) =>
      `the transform stopped: ${p.message}`,
    help: (p) => p.instead,
    repairs: ({ spelling }) =>
      spelling === undefined ? [] : [{ shown: `.${spelling.name}(...)`, isSafe: true, change: { do: "write-name", ...spelling } }],
    meaning: "A file of the transforms threw an error of its own while it was run, or ended the process.",
    remedy: "Correct the file: the message is what JavaScript said, the place is where.",
  }),
  "transform-never-ended": error({
    message: (p: { seconds: number | undefined; file: string | undefined }) =>
      `the transforms ${p.seconds === undefined ? "wait for what never comes" : `were still running after ${p.seconds} s`}${p.file === undefined ? "" : `, in ${p.file} or a file that it imports`}`,
    help: () => "look for an endless loop, or an await that never settles, at the top level of a file",
    meaning:
      "Transforms only declare tables, which takes milliseconds. A file ran for ten seconds, or waits for something that never happens.",
    remedy: "Look for an endless loop, a request over the network, or a promise that never settles, at the top level of the file.",
  }),
  "syntax-error": error({
    message: (p: { message: string }) => p.message,
    meaning:
      "The file is not TypeScript that Node can run: types are stripped, so `enum`, `namespace` and parameter properties do not exist.",
    remedy: "Correct the text at the place shown.",
  }),
  "module-not-found": error({
    message: (p: { specifier: string; instead?: string | undefined }) => `cannot find \`${p.specifier}\``,
    help: (p) =>
      p.instead === undefined
        ? "a file is imported with its ending (`./zones.ts`); packages other than `sluice` and `zod` are not for transforms"
        : `a file is imported with its ending: \`${p.instead}\``,
    repairs: (p) => (p.instead === undefined ? [] : [{ shown: p.instead, isSafe: true, change: { do: "write-text", text: p.instead } }]),
    meaning: "A file is imported that is not there.",
    remedy: "Write the path from the importing file, with `./` or `../` first and `.ts` last.",
  }),
  "not-imported": error({
    message: (p: { name: string; from: string }) => `\`${p.name}\` is not imported`,
    help: (p) => `add \`${importText(p)}\``,
    repairs: (p) => [{ shown: importText(p), isSafe: true, change: { do: "import", ...p } }],
    meaning: "A name is used that the file neither declares nor imports, and that one other place exports.",
    remedy: "Add the import that the message shows.",
  }),
  "missing-export": error({
    message: (p: { from: string; name: string; existing: readonly string[] }) => `${p.from} does not export \`${p.name}\``,
    help: (p) => nearestOrAll(p.name, p.existing, "what it exports"),
    meaning: "A name is imported that the file does not export.",
    remedy: "Write `export` before its declaration, or correct the name.",
  }),
  "import-cycle": error({
    message: (p: { path: readonly string[]; name: string }) =>
      `\`${p.name}\` is not ready, because files import each other: ${p.path.join(" -> ")}`,
    help: () => "move what both need into a third file",
    meaning: "Two files import each other, directly or through others, so one of them runs before the other has declared what it needs.",
    remedy: "Move what both need into a third file that imports neither.",
  }),
  "used-before-declared": error({
    message: (p: { name: string }) => `\`${p.name}\` is used before it is declared`,
    help: () => "move its declaration up",
    meaning: "A `const` exists from its declaration on, and this use runs earlier.",
    remedy: "Move the declaration above the use.",
  }),
};
