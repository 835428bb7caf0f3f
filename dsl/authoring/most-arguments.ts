import type { Report } from "../diagnostics/diagnostic.ts";
import { reportAt, session, siteOf } from "./session.ts";

/** Reports arguments that a function does not have: JavaScript passes over them, and what they ask for would not be done. */
export function checkMost(name: string, args: readonly unknown[], most: number, report: Report): void {
  if (args.length <= most) return;
  const expected = most === 0 ? "no arguments" : `${most} argument${most === 1 ? "" : "s"}`;
  report({ code: "wrong-argument-count", parameters: { function: name, expected, found: args.length } });
}

/** Lets the methods of a class report more arguments than the number beside each name, when they have nothing else to say. */
export function checkMostOf(prototype: object, most: Readonly<Record<string, number>>): void {
  for (const [name, number] of Object.entries(most)) {
    const method: (...args: unknown[]) => unknown = Reflect.get(prototype, name);
    const checked = function (this: unknown, ...args: unknown[]): unknown {
      const known = session().problems.length;
      const result = method.apply(this, args);
      if (session().problems.length === known) checkMost(name, args, number, reportAt(siteOf(checked)));
      return result;
    };
    Object.defineProperty(prototype, name, { value: checked, configurable: true, writable: true });
  }
}
