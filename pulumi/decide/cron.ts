/** A field of AWS's cron expressions: its name, its values from `first` on by number or name, and wildcards beside `,` `-` and `*`. */
interface Field {
  readonly name: string;
  readonly first: number;
  readonly last: number;
  readonly names?: readonly string[];
  /** What else stands for values of it. */
  readonly wildcard?: RegExp;
}

/** Of Glue's schedules (https://docs.aws.amazon.com/glue/latest/dg/monitor-data-warehouse-schedule.html) and, for `#`, EventBridge's. */
const FIELDS: readonly [Field, Field, Field, Field, Field, Field] = [
  { name: "minutes", first: 0, last: 59 },
  { name: "hours", first: 0, last: 23 },
  { name: "day-of-month", first: 1, last: 31, wildcard: /^(\?|L|L-\d{1,2}|LW|([1-9]|[12]\d|3[01])W)$/ },
  { name: "month", first: 1, last: 12, names: ["JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC"] },
  {
    name: "day-of-week",
    first: 1,
    last: 7,
    names: ["SUN", "MON", "TUE", "WED", "THU", "FRI", "SAT"],
    wildcard: /^(\?|L|[1-7]L|(SUN|MON|TUE|WED|THU|FRI|SAT)L|([1-7]|SUN|MON|TUE|WED|THU|FRI|SAT)#[1-5])$/,
  },
  { name: "year", first: 1970, last: 2199 },
];

/** The least minutes between two starts of a Glue schedule. */
const LEAST_MINUTES = 5;

/** Why AWS would not take an expression `cron(...)` as the schedule of a trigger, or undefined. */
export function cronMistake(expression: string): string | undefined {
  const parts = /^cron\((.*)\)$/.exec(expression)?.[1]?.trim().split(/\s+/);
  if (parts?.length !== FIELDS.length) return "expected cron(minutes hours day-of-month month day-of-week year)";
  const values = FIELDS.map((field, index) => valuesOf(field, (parts[index] ?? "").toUpperCase()));
  const wrong = FIELDS.find((_, index) => values[index] === undefined);
  if (wrong !== undefined) return `\`${parts[FIELDS.indexOf(wrong)]}\` is no ${wrong.name} (${rangeOf(wrong)})`;
  const [, , ofMonth, , ofWeek] = parts;
  if ((ofMonth === "?") === (ofWeek === "?")) return "one of day-of-month and day-of-week has to be ?, and the other not";
  const [minutes = [], hours = []] = values;
  return leastBetween(minutes, hours) < LEAST_MINUTES ? `Glue starts at most once in ${LEAST_MINUTES} minutes` : undefined;
}

const rangeOf = ({ first, last, names }: Field): string =>
  `${first} to ${last}${names === undefined ? "" : ` or ${names[0]} to ${names.at(-1)}`}`;

/** The values that a text of a field stands for, sorted; none for a wildcard of days; undefined where it is wrong. */
function valuesOf(field: Field, text: string): readonly number[] | undefined {
  if (field.wildcard?.test(text)) return [];
  const parts = text.split(",").map((part) => valuesOfPart(field, part));
  return parts.every((part) => part !== undefined) ? [...new Set(parts.flat())].sort((a, b) => a - b) : undefined;
}

/** Of `*`, `5`, `MON-FRI`, and these with `/` and a step. */
function valuesOfPart(field: Field, part: string): readonly number[] | undefined {
  const [range = "", step, ...more] = part.split("/");
  const [from = "", to, ...rest] = range.split("-");
  const width = step === undefined ? 1 : Number(/^\d+$/.exec(step)?.[0]);
  const start = from === "*" && to === undefined ? field.first : numberOf(field, from);
  const end = to !== undefined ? numberOf(field, to) : from === "*" || step !== undefined ? field.last : start;
  if (more.length + rest.length > 0 || start === undefined || end === undefined || !(width >= 1) || end < start) return undefined;
  return Array.from({ length: Math.floor((end - start) / width) + 1 }, (_, index) => start + index * width);
}

function numberOf({ first, last, names }: Field, text: string): number | undefined {
  const value = names?.includes(text) ? names.indexOf(text) + first : /^\d+$/.test(text) ? Number(text) : undefined;
  return value !== undefined && value >= first && value <= last ? value : undefined;
}

/** The least minutes from one start to the next of the same day. */
function leastBetween(minutes: readonly number[], hours: readonly number[]): number {
  const within = minutes.slice(1).map((minute, index) => minute - (minutes[index] ?? 0));
  const [first = 0] = minutes;
  const across = hours.some((hour) => hours.includes((hour + 1) % 24)) ? [first + 60 - (minutes.at(-1) ?? 0)] : [];
  return Math.min(...within, ...across, 60);
}
