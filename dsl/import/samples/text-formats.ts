import { FORMATS } from "../../schema/formats.ts";

export type TextFormat = "email" | "phone" | "ip" | "date" | "timestamp";

const whole = (pattern: string): ((text: string) => boolean) => {
  const regExp = new RegExp(pattern, "u");
  return (text) => regExp.test(text);
};

const ipv4 = whole(FORMATS.ipv4.pattern);
const ipv6 = whole(FORMATS.ipv6.pattern);

/** How each format is told from other text. */
export const TEXT_FORMATS: { readonly [K in TextFormat]: (text: string) => boolean } = {
  email: whole(FORMATS.email.pattern),
  phone: whole(FORMATS.e164.pattern),
  ip: (text) => ipv4(text) || ipv6(text),
  date: isDay,
  timestamp: isInstant,
};

const INSTANT =
  /^([0-9]{4}-[0-9]{2}-[0-9]{2})[T ](?:[01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9](?:[.][0-9]{1,9})?(?:Z|[-+](?:0[0-9]|1[0-4]):[0-5][0-9])$/;

/** A real day of the years 1 to 9999, as a date column takes it. */
function isDay(text: string): boolean {
  if (!/^[0-9]{4}-[0-9]{2}-[0-9]{2}$/.test(text) || text.startsWith("0000")) return false;
  const millis = Date.parse(`${text}T00:00:00Z`);
  return !Number.isNaN(millis) && new Date(millis).toISOString().startsWith(text);
}

/** A time with `Z` or an offset, as a timestamp column takes it. */
function isInstant(text: string): boolean {
  const day = INSTANT.exec(text)?.[1];
  return day !== undefined && isDay(day);
}
