/** What may tell whose account it was, and what stands in its place. ARNs go before the account ids in them. */
const SECRETS: readonly (readonly [pattern: RegExp, mask: string])[] = [
  [/\barn:aws[a-z-]*:[^\s"',)\]]+/g, "ARN"],
  [/[\w.+-]+@[\w-]+(?:\.[\w-]+)+/g, "E-MAIL"],
  [/\b(?:AKIA|ASIA|AROA|AIDA|AGPA|ANPA)[A-Z0-9]{12,}\b/g, "KEY"],
  [/\b[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}\b/gi, "ID"],
  [/\b(Request ?I[Dd]|Host ?I[Dd]|Extended Request ID)([:=]\s*)[^\s,;)]+/g, "$1$2ID"],
  [/\b[wj]r_[0-9a-f]{16,}\b/g, "RUN"],
  [/\b[0-9a-f]{64}\b/g, "DIGEST"],
  [/(?<!\d)\d{12}(?!\d)/g, "ACCOUNT"],
  [/\b\d{4}-\d{4}-\d{4}\b/g, "ACCOUNT"],
];

/** A text without account ids, ARNs, ids of keys, requests and runs, and e-mail addresses. */
export const masked = (text: string): string => SECRETS.reduce((rest, [pattern, mask]) => rest.replaceAll(pattern, mask), text);

/** The same of every text in a value of JSON, keys included. */
export function maskedJson<T>(value: T): T {
  if (typeof value === "string") return masked(value) as T;
  if (Array.isArray(value)) return value.map(maskedJson) as T;
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, held]) => [masked(key), maskedJson(held)])) as T;
}
