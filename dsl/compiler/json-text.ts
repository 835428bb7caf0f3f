const WIDTH = 140;

/** JSON for people to read and diff: what fits on a line stands on one. Keys keep their order; the text ends with a newline. */
export const jsonText = (value: unknown): string => `${pretty(value, "", 0)}\n`;

function pretty(value: unknown, indent: string, before: number): string {
  const flat = flatText(value);
  if (typeof value !== "object" || value === null || indent.length + before + flat.length <= WIDTH) return flat;
  const inner = `${indent}  `;
  const lines = Array.isArray(value)
    ? value.map((item) => `${inner}${pretty(item, inner, 0)}`)
    : entriesOf(value).map(([key, item]) => `${inner}${JSON.stringify(key)}: ${pretty(item, inner, key.length + 4)}`);
  const [open, close] = Array.isArray(value) ? "[]" : "{}";
  return lines.length === 0 ? `${open}${close}` : `${open}\n${lines.join(",\n")}\n${indent}${close}`;
}

function flatText(value: unknown): string {
  if (typeof value !== "object" || value === null) return JSON.stringify(value) ?? "null";
  if (Array.isArray(value)) return `[${value.map(flatText).join(", ")}]`;
  const entries = entriesOf(value);
  return entries.length === 0 ? "{}" : `{ ${entries.map(([key, item]) => `${JSON.stringify(key)}: ${flatText(item)}`).join(", ")} }`;
}

const entriesOf = (value: object): [string, unknown][] => Object.entries(value).filter(([, item]) => item !== undefined);
