import { ts } from "ts-morph";
import type { Place } from "../../diagnostics/site.ts";
import { callAt } from "../call-at.ts";
import { offsetAt } from "../syntax.ts";
import type { BoundFiles } from "./bind.ts";

/** The calls that led to something, innermost first: each stands in the function that the next one called. */
export type CallStack = readonly ts.CallExpression[];

/** The calls of a stack's places. A place that is none, such as that of a getter, is left out. */
export const callsOf = (files: BoundFiles, places: readonly Place[]): CallStack => places.flatMap((place) => callIn(files, place) ?? []);

function callIn(files: BoundFiles, { file, line, column }: Place): ts.CallExpression | undefined {
  const source = files.sourceOf(file);
  const offset = source === undefined ? undefined : offsetAt(source, line, column);
  const call = source === undefined || offset === undefined ? undefined : callAt(source, offset);
  return call !== undefined && ts.isCallExpression(call) ? call : undefined;
}

/** The stack inside a function that a call of the syntax runs. */
export const entered = (inside: ts.FunctionLikeDeclaration, call: ts.CallExpression, stack: CallStack): CallStack => {
  const first = findCall(inside);
  return first === undefined ? [call, ...stack] : [first, call, ...stack];
};

/** Some call in a function, to stand for what runs there. */
function findCall(node: ts.Node): ts.CallExpression | undefined {
  return ts.forEachChild(node, (child) => (ts.isCallExpression(child) ? child : findCall(child)));
}

export const isInside = (node: ts.Node, outer: ts.Node): boolean => ts.findAncestor(node, (around) => around === outer) !== undefined;
