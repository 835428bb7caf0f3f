/** Characters of JSON as UTF-8 has them. All are ASCII, so no byte of another character looks like one. */
export const BYTE = {
  tab: 0x09,
  lineFeed: 0x0a,
  carriageReturn: 0x0d,
  space: 0x20,
  quote: 0x22,
  hash: 0x23,
  apostrophe: 0x27,
  asterisk: 0x2a,
  plus: 0x2b,
  comma: 0x2c,
  minus: 0x2d,
  dot: 0x2e,
  slash: 0x2f,
  zero: 0x30,
  nine: 0x39,
  colon: 0x3a,
  openBracket: 0x5b,
  backslash: 0x5c,
  closeBracket: 0x5d,
  openBrace: 0x7b,
  closeBrace: 0x7d,
} as const;

/** White space as JSON has it, within a line. */
export const isSpace = (byte: number | undefined): boolean => byte === BYTE.space || byte === BYTE.tab || byte === BYTE.carriageReturn;

export const isDigit = (byte: number | undefined): boolean => byte !== undefined && byte >= BYTE.zero && byte <= BYTE.nine;

const isLetter = (byte: number): boolean => (byte >= 0x41 && byte <= 0x5a) || (byte >= 0x61 && byte <= 0x7a);

/** What may stand in a number or a word, whoever writes it: a letter, a digit, or one of `_ $ + - .` */
export const isOfWord = (byte: number | undefined): boolean =>
  byte !== undefined &&
  (isLetter(byte) || isDigit(byte) || byte === 0x5f || byte === 0x24 || byte === BYTE.plus || byte === BYTE.minus || byte === BYTE.dot);
