/** How deep objects and arrays of a line may stand in each other, the line's own object counted: what every JSON reader can follow. */
export const DEEPEST = 500;

/** Whether a line has more open brackets at once, whatever else it is. Brackets in texts do not count. */
export function isTooDeep(line: string): boolean {
  if (line.length <= DEEPEST) return false;
  let depth = 0;
  let isText = false;
  for (const [token] of line.matchAll(/\\.|["[\]{}]/gs)) {
    if (token === '"') isText = !isText;
    else if (isText || token.startsWith("\\")) continue;
    else if (token === "[" || token === "{") depth += 1;
    else depth -= 1;
    if (depth > DEEPEST) return true;
  }
  return false;
}
