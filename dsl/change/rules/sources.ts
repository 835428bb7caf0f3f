import type { SourceColumn, SourcePlan } from "../../operations/lake.ts";
import { gzipAtMostTimes, quarantineAtMostMB } from "../../operations/limits.ts";
import { exactRowCheckWords } from "../../schema/row-check-words.ts";
import type { Found } from "../change.ts";
import type { Compared } from "../compared.ts";
import type { PrivacyKind } from "../kinds/privacy-kinds.ts";
import type { DeclaredKind } from "../kinds/table-kinds.ts";
import { changed, ofSources, only, type TableRule } from "./rule.ts";

const share = (of: number): string => `${of * 100} %`;
const keyWords = (key: readonly string[]): string => key.join(", ");

/** The keys that only the one source has. */
const keysOnly = ({ unique }: SourcePlan, other: SourcePlan): readonly string[] =>
  only(unique.map(keyWords), other.unique.map(keyWords), (key) => key);

const personWords = ({ person }: SourcePlan, renamed: Compared["renamed"] = (name) => name): string =>
  person
    .map(({ column, table, references, ambiguous }) => `${column} is ${renamed(table)}.${references}${ambiguous ? ", of several" : ""}`)
    .join("; ") || "nobody's";

/** A limit of sources that has become a larger, or a smaller number. */
const limit = (way: "raised" | "lowered", of: (source: SourcePlan) => number, words: (value: number) => string): TableRule =>
  ofSources(({ before, after }) => {
    const [was, is] = [of(before), of(after)];
    return (way === "raised" ? is > was : is < was) ? [{ before: words(was), after: words(is) }] : [];
  });

/** The checks that a column has only on the one side. */
const checksOnly =
  (side: "before" | "after"): TableRule =>
  ({ columns }) =>
    columns.flatMap(({ before, after }): readonly Found[] => {
      if (before === undefined || after === undefined) return [];
      const [own, other] = side === "before" ? [before, after] : [after, before];
      const checks = (of: Pick<Partial<SourceColumn>, "checks">): readonly string[] => (of.checks ?? []).map(exactRowCheckWords);
      return only(checks(own), checks(other), (words) => words).map((words) => ({ column: after.name, [side]: words }));
    });

/** Rules of what lands in a source. */
export const SOURCES = {
  "path-changed": ofSources(({ before, after }) => changed(before.path, after.path)),
  "key-added": ofSources(({ before, after }) => keysOnly(after, before).map((key) => ({ after: key }))),
  "key-removed": ofSources(({ before, after }) => keysOnly(before, after).map((key) => ({ before: key }))),
  "check-added": checksOnly("after"),
  "check-removed": checksOnly("before"),
  "quarantine-raised": limit("raised", ({ quarantine }) => quarantine.atMost, share),
  "quarantine-lowered": limit("lowered", ({ quarantine }) => quarantine.atMost, share),
  "quarantine-size-raised": limit("raised", quarantineAtMostMB, String),
  "quarantine-size-lowered": limit("lowered", quarantineAtMostMB, String),
  "gzip-raised": limit("raised", gzipAtMostTimes, String),
  "gzip-lowered": limit("lowered", gzipAtMostTimes, String),
  "person-changed": ofSources(({ before, after }, { renamed }) => changed(personWords(before, renamed), personWords(after))),
  "event-time-changed": ofSources(({ before, after }) => changed(before.eventTime ?? "not known", after.eventTime ?? "not known")),
} as const satisfies { readonly [K in DeclaredKind | PrivacyKind]?: TableRule };
