const WIDTH = 140;

/** JSON for people to read and diff: what fits on a line stands on one. Keys keep their order; the text ends with a newline. */
export function jsonText(value: unknown): string {
  const parts: string[] = [];
  write(laidOut(value), "", 0, parts);
  parts.push("\n");
  return parts.join("");
}

/** A value with its text on one line. Only a list or an object can be broken, and one without that text is too long for any line. */
type Text = string | Broken;

interface Broken {
  readonly flat: string | undefined;
  readonly isList: boolean;
  readonly keys: readonly string[];
  readonly items: readonly Text[];
}

function laidOut(value: unknown): Text {
  if (typeof value !== "object" || value === null) return JSON.stringify(value) ?? "null";
  const isList = Array.isArray(value);
  const keys: string[] = [];
  const items: Text[] = [];
  let flat: string | undefined = "";
  const add = (key: string, start: string, item: Text): void => {
    const text = typeof item === "string" ? item : item.flat;
    if (flat !== undefined) flat = text === undefined ? undefined : items.length === 0 ? start + text : `${flat}, ${start}${text}`;
    if (flat !== undefined && flat.length > WIDTH) flat = undefined;
    keys.push(key);
    items.push(item);
  };
  if (isList) {
    for (const item of value) add("", "", laidOut(item));
  } else {
    for (const [key, item] of Object.entries(value)) if (item !== undefined) add(key, `${JSON.stringify(key)}: `, laidOut(item));
  }
  if (items.length === 0) return isList ? "[]" : "{}";
  return { flat: flat === undefined ? undefined : isList ? `[${flat}]` : `{ ${flat} }`, isList, keys, items };
}

/** Writes a text whose line has `indent` and `before` more characters before it. */
function write(text: Text, indent: string, before: number, parts: string[]): void {
  if (typeof text === "string") {
    parts.push(text);
    return;
  }
  const { flat, isList, keys, items } = text;
  if (flat !== undefined && indent.length + before + flat.length <= WIDTH) {
    parts.push(flat);
    return;
  }
  const inner = `${indent}  `;
  parts.push(isList ? "[\n" : "{\n");
  items.forEach((item, i) => {
    const key = keys[i] ?? "";
    parts.push(i === 0 ? inner : `,\n${inner}`);
    if (!isList) parts.push(JSON.stringify(key), ": ");
    write(item, inner, isList ? 0 : key.length + 4, parts);
  });
  parts.push("\n", indent, isList ? "]" : "}");
}
