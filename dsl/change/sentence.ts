/** A sentence of ours with names and texts of others in it: `code` is shown as it is, whatever it is made of. */
export type Sentence = readonly Part[];
export type Part = string | { readonly code: string };

/** say`${table} is new`: a text that stands between the words is someone else's; a sentence goes on as what it is. */
export const say = (words: TemplateStringsArray, ...values: readonly (string | Sentence)[]): Sentence =>
  words.flatMap((word, i): Sentence => {
    const value = values[i];
    const shown: Sentence = value === undefined ? [] : typeof value === "string" ? [{ code: value }] : value;
    return word === "" ? shown : [word, ...shown];
  });

/** Names, one after the other. */
export const list = (names: readonly string[]): Sentence => names.flatMap((code, i): Sentence => (i === 0 ? [{ code }] : [", ", { code }]));

/** The sentence without marks, for JSON. */
export const plain = (sentence: Sentence): string => sentence.map((part) => (typeof part === "string" ? part : part.code)).join("");
