/** A key without regard to case: A to Z become small, and no other letter. */
export const foldKey = (key: string): string => (/[A-Z]/.test(key) ? key.replace(/[A-Z]+/g, (letters) => letters.toLowerCase()) : key);

/** The order of code points, which is not that of UTF-16 code units. */
export const byCodePoints = (a: string, b: string): number => Buffer.compare(Buffer.from(a), Buffer.from(b));
