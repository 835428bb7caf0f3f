import { error } from "./definition.ts";

/** `sluice run`: landing files and the lake folder. */
export const RUNS = {
  "no-landing-folder": error({
    message: (p: { folder: string; table: string | undefined }) =>
      `there is no landing folder ${p.folder}${p.table === undefined ? "" : ` for ${p.table}`}`,
    help: () => "put the raw files there, name another folder with `--landing DIR`, or make sample data: `npx sluice sample`",
    meaning: "Every source has a folder (its `path`) below the landing root. This one is not there.",
    remedy: "Put the raw files there, name another root with `--landing DIR`, or make sample data with `npx sluice sample`.",
  }),
  "no-landing-files": error({
    message: (p: { folder: string; table: string; passedOver: readonly string[] }) =>
      `${p.folder} has no file of JSON lines for ${p.table}${p.passedOver.length === 0 ? "" : `, only ${listed(p.passedOver)}`}`,
    help: () => "put the raw files there, or name another folder with `--landing DIR`",
    meaning:
      "The folder is there and holds no file that is read. JSON lines are read under any name, plain or packed with gzip; names that begin with `.` or `_` do not count.",
    remedy: "Put the raw files there. An empty file counts as a delivery of no rows.",
  }),
  "landing-file-refused": error({
    message: (p: { path: string; reason: string; instead: string | undefined }) => `${p.path} is not read: ${p.reason}`,
    help: (p) => `${p.instead === undefined ? "" : `${p.instead}; `}nothing was committed`,
    meaning:
      "The file may hold records that would be lost in silence: it is packed otherwise than with gzip, its name cannot be kept, or it is a link that leads out of the landing folder.",
    remedy:
      "Unpack it or pack it with gzip, rename it, or put the file itself where the link is. A name that begins with `_` or `.` takes a file out of the delivery.",
  }),
  "delivery-of-no-source": error({
    message: (p: { path: string; near: string | undefined; existing: readonly string[] }) => `${p.path} belongs to no source`,
    help: (p) =>
      `${p.near === undefined ? `the sources have ${p.existing.join(", ")}` : `did you mean \`${p.near}\`?`} Rename it, or take it out; nothing was copied`,
    meaning:
      "A delivery has a folder for each source, the source's `path`. Files elsewhere would be lost in silence, so nothing of the delivery is copied.",
    remedy: "Rename the folder, or take it out of the delivery. A name that begins with `_` or `.` does that too.",
  }),
  "landing-file-broken": error({
    message: (p: { path: string; reason: string }) => `${p.path} cannot be read to its end: ${p.reason}`,
    help: () => "copy the file again; nothing was committed",
    meaning: "A compressed file is cut off or damaged, so rows would be missing.",
    remedy: "Copy the file again. The tables are as they were.",
  }),
  "line-too-long": error({
    message: (p: { path: string; line: number; bytes: number }) =>
      `line ${p.line} of ${p.path} is longer than ${p.bytes / 2 ** 20} MiB, which is the longest that is read`,
    help: () => "nothing was committed: write an object a line, or put line feeds between the objects",
    meaning: "A line is held in memory as a whole, so there is a longest one.",
    remedy: "Have the file written with a line feed after each object, or after some.",
  }),
  "gzip-over-limit": error({
    message: (p: { table: string; path: string; bytes: number; times: number }) =>
      `${p.path} has ${p.bytes} bytes and expands to more than ${p.times} times as many, the most that ${p.table} takes`,
    help: (p) =>
      `nothing was committed: look at what the file holds; if it is right, raise it: \`gzip: { atMostTimes: ${p.times * 5} }\` of the source`,
    meaning:
      "A small gzip file can hold so much that reading it fills memory and disk. Text as people and machines write it does not shrink that far: the file is damaged, or made to do harm.",
    remedy: "Look at what the file holds. If it is what you want to read, raise `gzip: { atMostTimes: ... }` of the source.",
  }),
  "quarantine-over-limit": error({
    message: (p: { table: string; megabytes: number; file: string; line: number }) =>
      `${p.table}: its bad records have more than ${p.megabytes} MB of text, reached at ${p.file}:${p.line}`,
    help: () => "nothing was committed: look at the lines, or raise `quarantine: { atMostMB: ... }` of the source",
    meaning:
      "The text of bad records is kept, at most 1 MiB of each. So much of it is no longer something that people look through, and it fills the disk.",
    remedy: "Look at the lines. If they are to be expected, raise `quarantine: { atMostMB: ... }` of the source.",
  }),
  "landing-file-changed": error({
    message: (p: { path: string }) => `${p.path} changed while it was read`,
    help: () => "run again when it is complete; nothing was committed",
    meaning: "A run reads each landing file as it was when the run began. This one changed in between.",
    remedy: "Run again when the delivery is complete. The tables are as they were.",
  }),
  "pseudonym-key-unusable": error({
    message: (p: { variable: string; fault: string; tables: readonly string[] }) =>
      `${p.variable} ${p.fault}, but ${p.tables.join(", ")} make${p.tables.length === 1 ? "s" : ""} pseudonyms with it`,
    help: (p) =>
      `put a key of 32 random characters or more into ${p.variable}, such as \`openssl rand -hex 32\` makes; nothing was computed`,
    meaning:
      "A keyed pseudonym is only as good as its key, so a run does not begin without one, or with one that may be guessed, or that may not mean the same everywhere.",
    remedy:
      "Set the environment variable to a key of at least 32 visible ASCII characters, from where your secrets are. The same key gives the same pseudonyms, so keep it; whoever has it can tell whose a pseudonym is.",
  }),
  "native-broken": error({
    message: (p: { table: string; file: string; text: string; fault: string }) =>
      `${p.table}: the \`duckdb\` text ${JSON.stringify(p.text)} of \`native\` in ${p.file} ${p.fault}`,
    help: () => "correct the text, or the `type` beside it; nothing was computed",
    meaning:
      "A native expression is in the engine's own SQL, which only the engine can read. It does not take this text, or gives another type than the one that is stated.",
    remedy: "Correct the text. Where it gives another type, convert in it (`CAST(... AS INTEGER)`), or state the type that it gives.",
  }),
  "quarantine-over-threshold": error({
    message: (p: {
      table: string;
      bad: number;
      all: number;
      of: "records" | "bytes of records";
      atMost: number;
      reasons: readonly string[];
      /** How many records are bad, and the file of the first of them, where they are kept. */
      quarantined: number;
      kept: string | undefined;
    }) =>
      `${p.table}: ${p.bad} of ${p.all} ${p.all === 1 && p.of === "records" ? "record" : p.of} ${p.bad === 1 ? "is" : "are"} bad, more than the ${p.atMost * 100} % allowed (${p.reasons.join("; ")})${p.kept === undefined ? "" : `; ${p.quarantined > 1_000 ? "the first 1,000" : "they"} are kept in ${p.kept}`}`,
    help: () => "nothing was committed: look at the records, or raise `quarantine: { atMost: ... }` of the source",
    meaning:
      "Records that do not fit the schema are put aside. So many of them, or so many bytes, say that the delivery or the schema is wrong. What is not JSON is one record to the end of its line, however much that is: so bytes count too.",
    remedy: "Look at the reasons and the records. If they are to be expected, raise `quarantine: { atMost: ... }` of the source.",
  }),
  "declared-key-broken": error({
    message: (p: { table: string; columns: readonly string[]; repeated: number; proofs: readonly string[] }) =>
      `${p.table} is declared unique by ${p.columns.join(", ")}, but ${p.repeated} value${p.repeated === 1 ? " stands" : "s stand"} in several rows${p.proofs.length === 0 ? "" : `; the proofs of ${p.proofs.join(", ")} rest on it`}`,
    help: () => "nothing was committed: correct the files, or take the key out of `unique` and see what can still be proven",
    meaning: "`unique` is a promise about the files, and proofs rest on it, so every run checks it. The files break it.",
    remedy: "Correct the files. If the promise is wrong, take it out of `unique`: the compiler then says what is no longer proven.",
  }),
  "column-narrowed": error({
    message: (p: { column: string; before: string; after: string; change: string }) =>
      `${p.column} was ${p.before} in the version before and would be ${p.after}, which does not hold every old value`,
    help: (p) =>
      `nothing was committed: if it is meant, put ${JSON.stringify({ change: p.change, reason: "..." })} among the breaks of transforms/breaks.json, with the reason, and compile; or give the column another name`,
    meaning:
      "Columns may come, go, move and widen from one version of a table to the next. A narrower type could not hold what the versions before have, so readers of all versions would meet two meanings of one name.",
    remedy:
      "If it is meant, acknowledge it in `transforms/breaks.json`, as the message writes it or by `npx sluice plan --acknowledge REASON`, and compile: the next run puts the new column in the place of the old one, and versions before keep theirs. Otherwise give the column another name (`.rename`). On your own machine, another lake folder (`--lake DIR`) begins anew.",
  }),
  "lake-of-another-engine": error({
    message: (p: { folder: string; found: string; wanted: string }) => `${p.folder} was made by the ${p.found} engine, not ${p.wanted}`,
    help: () => "name another folder: `--lake DIR`",
    meaning: "A lake folder belongs to the engine that made it.",
    remedy: "Name another folder with `--lake DIR`.",
  }),
  "not-a-lake": error({
    message: (p: { folder: string; file: string }) => `${p.folder} is not a lake folder: it holds ${p.file}`,
    help: () => "name an empty folder: `--lake DIR`",
    meaning: "The folder holds files and no lake, so nothing is written there.",
    remedy: "Name an empty folder with `--lake DIR`.",
  }),
  "lake-broken": error({
    message: (p: { path: string; reason: string }) => `${p.path} cannot be used: ${p.reason}`,
    help: () => "nothing was touched: put the file back from a backup, or run into another folder: `--lake DIR`",
    meaning: "A file that the lake folder needs was changed or damaged by something other than Sluice.",
    remedy: "Put it back from a backup, or fill another folder: a run makes all tables anew from the landing files.",
  }),
  "no-lake": error({
    message: (p: { folder: string }) => `${p.folder} holds no lake yet`,
    help: () => "fill it first: `npx sluice run`; or name another folder: `--lake DIR`",
    meaning: "The command needs tables that a run has made.",
    remedy: "Fill the lake first with `npx sluice run`.",
  }),
  "lake-busy": error({
    message: (p: { folder: string; holder: string }) => `another run holds ${p.folder} (${p.holder})`,
    help: () => "wait until it ends, or run into another folder: `--lake DIR`",
    meaning: "One run at a time writes a lake folder.",
    remedy: "Wait until the other ends. The lock of a run that was killed is taken over.",
  }),
  "partition-value": error({
    message: (p: { table: string; column: string; rows: number; format: string }) =>
      `${p.table}.${p.column}: ${p.rows} row${p.rows === 1 ? " has a value" : "s have values"} that no partition of a ${p.format} table can have; ` +
      "expected is a text that is not empty, has no space at its ends, is not __HIVE_DEFAULT_PARTITION__, and holds no control or invisible character and none of , \" # % ' * / : = ? \\ { [ ] ^",
    help: () => "nothing was committed: replace such values in the transform, or make it an `iceberg()` table",
    meaning:
      "The value of a partition becomes the name of a folder, and Athena must find the folder by the value. The value itself is not told, as it may be personal: filter the rows by what docs/tables.md lists to find it.",
    remedy: "Replace such values in the transform, or make it an `iceberg()` table, which takes any text.",
  }),
  "version-damaged": error({
    message: (p: { table: string; version: string; path: string; fault: string }) =>
      `version ${p.version} of ${p.table} is not as its run left it: ${p.path} ${p.fault}`,
    help: () => "put the file back from a backup, go back to another version (`sluice history`), or run again",
    meaning:
      "Every version holds the size and the SHA-256 of its files. `sluice verify` compares them, and `sluice rollback` does before it switches: a file is missing, cut off or changed.",
    remedy: "Put the file back from a backup, choose another version, or run again: that makes all tables anew from the landing files.",
  }),
  "no-earlier-version": error({
    message: (p: { table: string; to: string | undefined; existing: readonly string[] }) =>
      `${p.table} has no ${p.to === undefined ? "earlier version" : `other version ${p.to}`}`,
    help: (p) => (p.existing.length === 0 ? undefined : `there are ${p.existing.join(", ")}`),
    meaning: "Three versions stay readable, the current one included. None of them is what the command asks for.",
    remedy: "Leave `--to` out for the version before the current one, or run again from the landing files of that time.",
  }),
  "spark-missing": error({
    message: (p: { reason: string }) => `Spark cannot be started here: ${p.reason}`,
    meaning:
      "The first run on Spark installs PySpark, a Java 17 where there is none, and the jar of Iceberg below `.sluice/`. That did not work.",
    remedy:
      "The message says what is missing. `SLUICE_SPARK_PYTHON` names a Python of your own that has PySpark, `SLUICE_SPARK_JARS` your own jars.",
  }),
  "spark-run-failed": error({
    message: (p: { reason: string }) => p.reason,
    meaning:
      "A generated job failed on Spark, for the reason given. What it says of commits is the runtime's word: one table or none has changed.",
    remedy: "The reason says what: a check that does not hold, a landing file, memory or the disk.",
  }),
  "out-of-memory": error({
    message: (p: { table: string; reason: string }) =>
      `${p.table} needs more memory than the run may use (${p.reason}); nothing was committed`,
    help: () => "give the run more: `--memory SIZE`, or a machine with more",
    meaning:
      "The engine moves what does not fit into memory to the disk, but some things must fit: a value of many megabytes, or what each of its threads works on. The tables are as they were.",
    remedy: "Give the run more with `--memory SIZE`; without it, it takes a share of what the machine or its control group has.",
  }),
  killed: error({
    message: (p: { command: string; signal: string; cause: string }) => `\`sluice ${p.command}\` was killed by ${p.signal}${p.cause}`,
    help: (p) =>
      p.signal === "SIGKILL"
        ? "give it more memory, or let it use less: `--memory SIZE`; a run that is killed leaves every table at its version before or, once it has said `committed`, at the new one"
        : "run it again; if it happens again, report it with what stands above",
    meaning:
      "The process that does the work did not end by itself. Where memory is short, the system kills the process that has the most (SIGKILL); SIGSEGV and SIGABRT are faults inside it, or the end of JavaScript's own memory. A run switches all tables at once and at its end, so no table is half written.",
    remedy:
      "After SIGKILL, give the machine or its control group more memory, or let the run use less with `--memory SIZE`: it then moves more to the disk. After another signal run it again, and report it if it comes again.",
  }),
  "run-failed": error({
    message: (p: { table: string; reason: string }) => `${p.table}: ${p.reason}; nothing was committed`,
    meaning: "The engine failed while it made the table, for the reason given. The tables are as they were.",
    remedy: "The reason says what: often memory or the disk.",
  }),
};

/** The first names of many. */
function listed(names: readonly string[]): string {
  const FIRST = 3;
  const first = names.slice(0, FIRST).join(", ");
  return names.length <= FIRST ? first : `${first} and ${names.length - FIRST} more`;
}
