import { z } from "zod";
import { FORMATS, type Format, mac, nanoid, time, uuid } from "./formats.ts";
import { MOST_REPEATS } from "./pattern-obstacles.ts";
import { literalPattern, portablePattern } from "./portable-pattern.ts";

/** What a zod check of text means, or why it cannot be checked and what to do, in words. */
export type TextCheck = Format | { readonly obstacle?: string; readonly instead?: string };

type FormatDef = z.core.$ZodCheckStringFormatDef;

const { regexes } = z;

/** Formats of zod that no pattern can say, and formats that are a column type of their own where they stand alone. */
const REFUSED: Readonly<Record<string, string>> = {
  credit_card: "a pattern cannot count a checksum: use `z.string().regex(/^[0-9]{12,19}$/)`",
  date: "use `z.iso.date()`, which makes the column a date",
  datetime: "use `z.iso.datetime()`, which makes the column a timestamp",
  emoji: "what an emoji is differs between versions of Unicode: use `z.string()`",
  iban: "a pattern cannot count a checksum: use `z.string().regex(/^[A-Z]{2}[0-9]{2}[A-Z0-9]{11,30}$/)`",
  jwt: "a pattern cannot decode a token: use `z.string()`",
};

export function textCheck(def: FormatDef): TextCheck {
  switch (def.format) {
    case "starts_with":
      return containing("starts with", (def as z.core.$ZodCheckStartsWithDef).prefix, (text) => `${text}[\\s\\S]*`);
    case "ends_with":
      return containing("ends with", (def as z.core.$ZodCheckEndsWithDef).suffix, (text) => `[\\s\\S]*${text}`);
    case "includes": {
      const { includes, position } = def as z.core.$ZodCheckIncludesDef;
      if (position !== undefined) return { obstacle: "a position", instead: "leave the position out, or use `.regex(...)`" };
      return containing("contains", includes, (text) => `[\\s\\S]*${text}[\\s\\S]*`);
    }
    case "url":
      return "fn" in def ? ofPattern(def) : url(def as z.core.$ZodURLDef);
    default: {
      const instead = "fn" in def ? undefined : REFUSED[def.format];
      return instead === undefined ? (ownFormat(def) ?? ofPattern(def)) : { instead };
    }
  }
}

function containing(verb: string, text: string, pattern: (text: string) => string): TextCheck {
  const literal = literalPattern(text);
  if (literal === undefined) return { obstacle: "half of a surrogate pair" };
  return { name: `text that ${verb} ${JSON.stringify(text)}`, pattern: `^${pattern(literal)}$` };
}

function url(def: z.core.$ZodURLDef): TextCheck {
  if (def.normalize === true) return { obstacle: "`normalize`, which changes the value", instead: "leave `normalize` out" };
  if (def.protocol === undefined && def.hostname === undefined) return FORMATS.url;
  const isHttp = String(def.protocol) === String(regexes.httpProtocol) && String(def.hostname) === String(regexes.domain);
  return isHttp
    ? FORMATS.httpUrl
    : { obstacle: "`protocol` or `hostname`", instead: "use `z.httpUrl()`, or add `.regex(...)` to `z.url()`" };
}

/** Our own pattern, unless the author gave the format another one than zod's, or a count that RE2 does not take. */
function ownFormat(def: FormatDef): Format | undefined {
  const usual = usualPattern(def);
  if (usual === undefined || String(usual) !== String(def.pattern)) return undefined;
  const { delimiter = ":", length, precision, version } = def as Options;
  if (Math.max(length ?? 0, precision ?? 0) > MOST_REPEATS) return undefined;
  switch (def.format) {
    case "mac":
      return mac(literalPattern(delimiter) ?? delimiter);
    case "nanoid":
      return nanoid(length);
    case "time":
      return time(precision ?? null);
    case "uuid":
      return uuid(version);
    default:
      return (FORMATS as Readonly<Record<string, Format>>)[def.format];
  }
}

/** The options of the formats that have any. */
interface Options {
  readonly delimiter?: string;
  readonly length?: number;
  readonly precision?: number | null;
  readonly version?: string;
}

/** The pattern that zod gives the format where the author gives none. */
function usualPattern(def: FormatDef): RegExp | undefined {
  const { delimiter, length, precision, version } = def as Options;
  switch (def.format) {
    case "base64":
      return z.core.base64Charset;
    case "base64url":
      return z.core.base64urlCharset;
    case "mac":
      return regexes.mac(delimiter);
    case "nanoid":
      return length === undefined ? regexes.nanoid : regexes.nanoidOfLength(length);
    case "time":
      return regexes.time({ precision: precision ?? null });
    case "uuid":
      return regexes.uuid(version === undefined ? undefined : Number(version.slice(1)));
    default: {
      const usual = (regexes as Readonly<Record<string, unknown>>)[def.format];
      return usual instanceof RegExp ? usual : undefined;
    }
  }
}

/** A regular expression of the author's, or one of zod's that stays within the portable subset. */
function ofPattern(def: FormatDef): TextCheck {
  if (def.pattern === undefined) return { obstacle: "a function", instead: "use `.regex(...)`, or filter the rows" };
  const portable = portablePattern(def.pattern);
  if ("obstacle" in portable) return portable;
  return { name: def.format === "regex" ? `text that matches ${def.pattern}` : `text of the format ${def.format}`, ...portable };
}
