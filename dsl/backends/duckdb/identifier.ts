/** A name as SQL has it, in quotes. Throws when no SQL text can hold it. */
export function identifier(name: string): string {
  if (name === "" || name.includes("\0") || !name.isWellFormed()) throw new Error(`${JSON.stringify(name)} cannot be a name in SQL`);
  return `"${name.replaceAll('"', '""')}"`;
}
