import type { PersonalKind } from "../schema/helpers.ts";
import { wordsOf } from "./names.ts";

/** Names of columns that hold personal data, in small letters without separators, because the catalog keeps no others. */
const PERSONAL_NAMES: readonly (readonly [kind: PersonalKind, name: RegExp])[] = [
  ["email", /e?mail(address|addr|id)?$|^email/],
  [
    "device",
    /^(client|remote|source|user|sender)?ip(v[46])?(address|addr)?$|^mac(address|addr)?$|imei|^imsi$|^idfa$|^gaid$|^udid$|device(id|identifier|token|uuid|fingerprint)$|advertisingid/,
  ],
  ["phone", /phone|^(tel|telefon|cell|mobile|fax|msisdn)(number|no|nr)?$/],
  ["birth-date", /birth|^dob$|^born(on|at)?$/],
  [
    "national-id",
    /^ssn$|socialsecurity|passport(number|no|nr|id)?$|national(id|number|insurance)|^(tax|vat)(id|number|no)$|driver(s)?licen[cs]e/,
  ],
  [
    "name",
    /^(customer|user|full|first|last|middle|given|family|sur|fore|maiden|nick|display|contact|person|patient|employee|client|member|owner|account|cardholder|buyer|recipient|sender)?(name|fullname|firstname|lastname)$/,
  ],
  [
    "address",
    /^(home|street|postal|mailing|billing|shipping|delivery|post|residential)?(address|addr)(line)?[0-9]*$|^street|^(zip|post|postal)(code)?$/,
  ],
  ["location", /^(geo)?(lat|latitude|lon|lng|long|longitude)$|^(gps|geo)(location|position|point|coordinates|coord|hash)?$|^coordinates$/],
  ["health", /heartrate|bloodpressure|bloodtype|bloodgroup|diagnos|medication|^(bmi|allergies)$/],
  ["free-text", /^(customer|user)?(comment|comments|note|notes|remark|remarks|feedback)(text)?$/],
];

/** The kind of personal data that a column or field of this name most likely holds. */
export function personalByName(name: string): PersonalKind | undefined {
  const plain = wordsOf(name).join("");
  return PERSONAL_NAMES.find(([, pattern]) => pattern.test(plain))?.[0];
}

const TIME_WORDS = new Set([
  "date",
  "datetime",
  "time",
  "timestamp",
  "ts",
  "at",
  "when",
  "millis",
  "ms",
  "epoch",
  "created",
  "updated",
  "modified",
]);

/** Whether a column or field of this name most likely holds a point in time. */
export function isTimeByName(name: string): boolean {
  const words = wordsOf(name);
  const plain = words.join("");
  return words.some((word) => TIME_WORDS.has(word)) || /(date|time|timestamp|datetime|millis)$/.test(plain);
}

/** Milliseconds of the years 1990 to 2099. */
export const EPOCH_MILLIS_RANGE = [631_152_000_000n, 4_102_444_800_000n] as const;
