/**
 * Our own pattern for each text format of zod. Every pattern is `^...$` with no other anchor, and means the same to RE2,
 * Java, Python and JavaScript (`u`), where the whole text has to match: see `portable-pattern.ts`. Where a pattern and
 * zod's check differ, docs/schemas.md says so, and the test of the format holds both to it.
 */
export interface Format {
  /** What the text is, for "... is not an e-mail address". */
  readonly name: string;
  readonly pattern: string;
  /** In Unicode code points. */
  readonly maxLength?: number;
}

const HEX = "[0-9A-Fa-f]";
const OCTET = "(?:25[0-5]|2[0-4][0-9]|1[0-9][0-9]|[1-9]?[0-9])";
const IPV4 = `(?:${OCTET}[.]){3}${OCTET}`;
const LABEL = "[0-9A-Za-z](?:[0-9A-Za-z-]{0,61}[0-9A-Za-z])?";
const whole = (pattern: string): string => `^${pattern}$`;

/** RFC 4291: `::` stands once for one or more groups of zeros; the last two groups may be an IPv4 address. */
const IPV6 = (() => {
  const group = `${HEX}{1,4}`;
  const tail = `(?:${group}:${group}|${IPV4})`;
  const upTo = (groups: number): string => (groups === 0 ? "" : `(?:(?:${group}:){0,${groups - 1}}${group})?`);
  const times = (groups: number): string => (groups === 0 ? "" : `(?:${group}:){${groups}}`);
  const shortened = [0, 1, 2, 3, 4, 5].map((before) => `${upTo(before)}::${times(5 - before)}${tail}`);
  return `(?:${times(6)}${tail}|${shortened.join("|")}|${upTo(6)}::${group}|${upTo(7)}::)`;
})();

const PORT = "0*(?:6553[0-5]|655[0-2][0-9]|65[0-4][0-9]{2}|6[0-4][0-9]{3}|[1-5][0-9]{4}|[0-9]{1,4})";
const NO_CONTROL = "[^\\x00-\\x1F]";
const USER = "(?:[^\\x00-\\x1F#/?\\\\]*@)?";
const REST = `(?:[#/?\\\\]${NO_CONTROL}*)?`;
const HOST_CHARACTER = "[^\\x00-\\x20#%/:<>?@\\[\\\\\\]\\^|\\x7F]";

const text = (name: string, pattern: string, maxLength?: number): Format => ({
  name,
  pattern: whole(pattern),
  ...(maxLength === undefined ? {} : { maxLength }),
});

const EMAIL_ATOM = "[0-9A-Za-z_+-]+";

/** The formats without options, by zod's name for them. */
export const FORMATS = {
  email: text(
    "an e-mail address",
    `(?:[0-9A-Za-z_'+-]+[.])*'*${EMAIL_ATOM}(?:'+${EMAIL_ATOM})*@(?:[0-9A-Za-z][0-9A-Za-z-]*[.])+[A-Za-z]{2,}`,
  ),
  url: text(
    "a URL",
    `[A-Za-z][0-9A-Za-z+.-]*:(?://${USER}(?:\\[[0-9A-Fa-f:.]+\\]|${HOST_CHARACTER}+)(?::(?:${PORT})?)?${REST}|///${NO_CONTROL}*|/?[^\\x00-\\x1F/]${NO_CONTROL}*)`,
  ),
  httpUrl: text("a web address", `[Hh][Tt][Tt][Pp][Ss]?://${USER}(?:${LABEL}[.])+[A-Za-z]{2,63}(?::(?:${PORT})?)?${REST}`),
  guid: text("a GUID", `${HEX}{8}(?:-${HEX}{4}){3}-${HEX}{12}`),
  cuid: text("a CUID", "[Cc][0-9a-z]{6,}"),
  cuid2: text("a CUID2", "[0-9a-z]+"),
  ulid: text("a ULID", "[0-7][0-9A-HJKMNP-TV-Za-hjkmnp-tv-z]{25}"),
  xid: text("an XID", "[0-9A-Va-v]{20}"),
  ksuid: text("a KSUID", "[0-9A-Za-z]{27}"),
  ipv4: text("an IPv4 address", IPV4),
  ipv6: text("an IPv6 address", IPV6),
  cidrv4: text("an IPv4 block", `${IPV4}/(?:3[0-2]|[12]?[0-9])`),
  cidrv6: text("an IPv6 block", `${IPV6}/(?:12[0-8]|1[01][0-9]|[1-9]?[0-9])`),
  base64: text("base64", "(?:[0-9A-Za-z+/]{4})*(?:[0-9A-Za-z+/]{2}==|[0-9A-Za-z+/]{3}=)?"),
  base64url: text("base64url", "(?:[0-9A-Za-z_-]{4})*(?:[0-9A-Za-z_-]{2,3})?"),
  e164: text("a phone number in E.164", "\\+[1-9][0-9]{6,14}"),
  duration: text("an ISO 8601 duration", duration()),
  hostname: text("a host name", `${LABEL}(?:[.]${LABEL})*[.]?`, 254),
  hex: text("hexadecimal", `${HEX}*`),
  lowercase: text("in lower case", "[^A-Z]*"),
  uppercase: text("in upper case", "[^a-z]*"),
} as const satisfies Record<string, Format>;

export function uuid(version: string | undefined): Format {
  const ofVersion = (digit: string): string => `${HEX}{8}-${HEX}{4}-${digit}${HEX}{3}-[89ABab]${HEX}{3}-${HEX}{12}`;
  if (version !== undefined) return text(`a UUID of version ${version.slice(1)}`, ofVersion(version.slice(1)));
  const same = (digit: string): string => `${digit}{8}(?:-${digit}{4}){3}-${digit}{12}`;
  return text("a UUID", `(?:${ofVersion("[1-8]")}|${same("0")}|${same("f")})`);
}

export const nanoid = (length = 21): Format => text("a nano ID", `[0-9A-Za-z_-]{${length}}`);

/** `delimiter` is already escaped for a pattern. */
export function mac(delimiter: string): Format {
  const pairs = (digit: string): string => `(?:${digit}{2}${delimiter}){5}${digit}{2}`;
  return text("a MAC address", `(?:${pairs("[0-9A-F]")}|${pairs("[0-9a-f]")})`);
}

/** `precision` is the number of digits of the fraction; -1 is hours and minutes only, null is any. */
export function time(precision: number | null): Format {
  const minutes = "(?:[01][0-9]|2[0-3]):[0-5][0-9]";
  const seconds = ":[0-5][0-9]";
  const rest =
    precision === null
      ? `(?:${seconds}(?:[.][0-9]+)?)?`
      : precision < 0
        ? ""
        : precision === 0
          ? seconds
          : `${seconds}[.][0-9]{${precision}}`;
  return text("an ISO 8601 time", minutes + rest);
}

/** Weeks alone, or years to seconds in this order, at least one of them; only seconds have a fraction. */
function duration(): string {
  const clock = "T(?:[0-9]+H(?:[0-9]+M)?(?:[0-9]+(?:[,.][0-9]+)?S)?|[0-9]+M(?:[0-9]+(?:[,.][0-9]+)?S)?|[0-9]+(?:[,.][0-9]+)?S)";
  const days = "(?:[0-9]+Y(?:[0-9]+M)?(?:[0-9]+D)?|[0-9]+M(?:[0-9]+D)?|[0-9]+D)";
  return `P(?:[0-9]+W|${days}(?:${clock})?|${clock})`;
}
