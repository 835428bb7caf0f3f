import type { Problem, Report, Site } from "../diagnostics/diagnostic.ts";
import type { Expression } from "../expressions/expression.ts";
import type { ConsentPlan, SourcePlan, TablePlan, ZonePlan } from "../operations/lake.ts";
import type { RelationNode } from "../operations/relation.ts";

/** A declaration and the place where it stands; `file` is filled in when the place is read. */
export interface Declared<Plan> {
  readonly plan: Omit<Plan, "file">;
  readonly site: Site;
}

/** All that the transforms declared while they were loaded, and the mistakes found meanwhile. */
export interface Session {
  readonly zones: Declared<ZonePlan>[];
  readonly consents: Declared<ConsentPlan>[];
  readonly sources: Declared<SourcePlan>[];
  readonly tables: Declared<TablePlan>[];
  readonly problems: Problem[];
  /** Where each part of a plan was written. Plans are plain data, so their places stand beside them. */
  readonly sites: WeakMap<RelationNode | Expression, Site>;
}

const newSession = (): Session => ({ zones: [], consents: [], sources: [], tables: [], problems: [], sites: new WeakMap() });

let current = newSession();

/** Declarations register themselves here, exported or not. */
export const session = (): Session => current;

/** Starts a lake anew; what is declared from now on belongs to it. */
export const beginSession = (): Session => {
  current = newSession();
  return current;
};

/** The author's place: the caller of `builder`. Cheap, because the stack is only read when a message is printed. */
export function siteOf(builder: (...args: never[]) => unknown): Site {
  const site = {};
  Error.captureStackTrace(site, builder);
  return site;
}

/** A report that adds the author's place to each problem. */
export const reportAt =
  (site: Site): Report =>
  (problem) => {
    current.problems.push({ ...problem, site: problem.site ?? site } as Problem);
  };
