import { ts } from "ts-morph";
import { type Call, callOffset, isCall } from "./syntax.ts";

/** The call that a stack means by an offset. */
export function callAt(source: ts.SourceFile, offset: number): Call | undefined {
  const call = ts.findAncestor(innermostAt(source, offset), (node) => isCall(node) && callOffset(node) === offset);
  return call !== undefined && isCall(call) ? call : undefined;
}

/** The smallest node around an offset. */
export function innermostAt(source: ts.SourceFile, offset: number): ts.Node {
  const holds = (node: ts.Node): boolean => node.getStart(source) <= offset && offset < node.getEnd();
  let innermost: ts.Node = source;
  for (let child: ts.Node | undefined = source; child !== undefined; ) {
    innermost = child;
    child = ts.forEachChild(innermost, (candidate) => (holds(candidate) ? candidate : undefined));
  }
  return innermost;
}
