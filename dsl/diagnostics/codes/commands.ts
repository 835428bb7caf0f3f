import { nearest, nearestOrAll } from "../nearest.ts";
import { error } from "./definition.ts";

const STALE = { changed: "not what the transforms compile to", missing: "missing", "not generated": "left over: no table has it" } as const;

/** Arguments of commands, and the files that they read and write. */
export const COMMANDS = {
  usage: error({
    message: (p: { message: string; program?: string | undefined }) => p.message,
    help: (p) =>
      p.program === undefined
        ? "`sluice --help` lists the commands, `sluice COMMAND --help` their options"
        : `${p.program} --help lists the options`,
    meaning: "The command line is not one that Sluice has. The exit code is 2.",
    remedy: "`npx sluice COMMAND --help` lists the options.",
  }),
  "unknown-table": error({
    message: (p: { table: string; existing: readonly string[] }) => `there is no table \`${p.table}\``,
    help: (p) => nearestOrAll(p.table, p.existing, "the tables"),
    meaning: "The command was given the name of a table that the transforms do not declare.",
    remedy: "Correct the name.",
  }),
  "unknown-code": error({
    message: (p: { name: string; existing: readonly string[] }) => `there is no message with the code \`${p.name}\``,
    help: (p) => {
      const near = nearest(p.name, p.existing);
      return near === undefined ? "docs/codes.md lists them all; names of tables have no `-`" : `did you mean \`${near}\`?`;
    },
    meaning: "`sluice explain` was given the code of a message, as its `-` says, and there is none of that name.",
    remedy: "Correct the code: it stands in brackets in front of a message.",
  }),
  "unknown-zone": error({
    message: (p: { zone: string; existing: readonly string[] }) => `there is no zone \`${p.zone}\``,
    help: (p) => nearestOrAll(p.zone, p.existing, "the zones"),
    meaning: "The command was given the name of a zone that the transforms do not declare.",
    remedy: 'Correct the name, or declare the zone: `export const trusted = zone("trusted", { ... })`.',
  }),
  "already-exists": error({
    message: (p: { path: string }) => `${p.path} already exists and was left as it is`,
    meaning: "Files of yours are never overwritten.",
    remedy: "Choose another name, or move the file away.",
  }),
  "generated-stale": error({
    message: (p: { path: string; state: "changed" | "missing" | "not generated" }) => `${p.path} is ${STALE[p.state]}`,
    help: () => "run `npx sluice compile` and commit the result",
    meaning: "`generated/` is what will run, and is reviewed, so it must be what the transforms compile to.",
    remedy: "Run `npx sluice compile` and commit the result.",
  }),
  "not-generated": error({
    message: (p: { folder: string; file: string }) =>
      `${p.folder} holds ${p.file}, which Sluice did not write, so nothing there was touched`,
    help: () => "choose an empty folder, or one that Sluice wrote: `--out DIR`",
    meaning: "The output folder has files and no manifest of Sluice, so it is someone else's.",
    remedy: "Choose another folder with `--out DIR`, or empty this one.",
  }),
  "link-leaves-folder": error({
    message: (p: { path: string; folder: string }) =>
      `${p.path} is a link that leads out of ${p.folder}, or nowhere, so nothing there was touched`,
    help: () => "remove the link: files of Sluice stand in the output folder itself",
    meaning: "A file would be written, or removed, through a symbolic link, in a place that is not the output folder's.",
    remedy: "Remove the link. To have the files elsewhere, name that folder with `--out DIR`.",
  }),
  "sample-edited": error({
    message: (p: { folder: string; file: string }) =>
      `${p.folder} holds ${p.file}, which was changed since Sluice wrote it, so nothing there was touched`,
    help: () => "choose another folder with `--out DIR`, or delete this one first",
    meaning: "Sample data replaces only what was made as sample data.",
    remedy: "Choose another folder with `--out DIR`, or delete this one.",
  }),
  "cannot-read": error({
    message: (p: { path: string; reason: string }) => `cannot read ${p.path}: ${p.reason}`,
    help: () => "see that it is there and may be read, or name another path",
    meaning: "The operating system refused to read the path, for the reason given.",
    remedy: "See that it exists, is what you mean, and that you may read it.",
  }),
  "cannot-write": error({
    message: (p: { path: string; reason: string }) => `cannot write ${p.path}: ${p.reason}; what was there before is untouched`,
    help: () => "see that it may be written and that the disk has room, or name another path",
    meaning: "The operating system refused to write the path, for the reason given. What was there before is as it was.",
    remedy: "See that you may write there and that the disk has room.",
  }),
  interrupted: error({
    message: (_: Record<string, never>) => "stopped; nothing was committed",
    meaning: "The command was stopped (Ctrl-C, or a signal) before its end.",
    remedy: "Run it again.",
  }),
  bug: error({
    message: (p: { message: string }) => `Sluice itself failed: ${p.message}`,
    help: () => "this is a mistake in Sluice, not in your files: report it with the stack trace on stderr",
    meaning: "Something happened that Sluice's authors did not foresee. Your files are not to blame.",
    remedy: "Report it, with the stack trace.",
  }),
};
