import { expect, test } from "vitest";
import { cronMistake } from "../../pulumi/decide/cron.ts";

// By AWS's pages; what AWS takes beyond them, or refuses in spite of them, is not shown.
test.each([
  "cron(0 3 * * ? *)",
  "cron(0/15 * ? * MON-FRI *)",
  "cron(0,30 8-17 ? * 2-6 2026-2030)",
  "cron(5 4 L * ? *)",
  "cron(5 4 15W * ? *)",
  "cron(5 4 LW JAN,JUN ? *)",
  "cron(5 4 ? * 6L *)",
  "cron(5 4 ? * TUE#2 *)",
  "cron(5 4 ? jan-mar mon *)",
  "cron(57 23 * * ? *)",
  "cron(0,57 3,5 * * ? *)",
])("%s is taken", (expression) => {
  expect(cronMistake(expression)).toBeUndefined();
});

test.each([
  ["0 3 * * ? *", "expected cron(minutes"],
  ["cron(0 3 * * ?)", "expected cron(minutes"],
  ["rate(1 day)", "expected cron(minutes"],
  ["cron(60 3 * * ? *)", "`60` is no minutes (0 to 59)"],
  ["cron(0 24 * * ? *)", "`24` is no hours (0 to 23)"],
  ["cron(0 3 0 * ? *)", "`0` is no day-of-month (1 to 31)"],
  ["cron(0 3 * 13 ? *)", "`13` is no month (1 to 12 or JAN to DEC)"],
  ["cron(0 3 ? * 0 *)", "`0` is no day-of-week (1 to 7 or SUN to SAT)"],
  ["cron(0 3 ? * MON#6 *)", "`MON#6` is no day-of-week"],
  ["cron(0 3 * * ? 1969)", "`1969` is no year (1970 to 2199)"],
  ["cron(? 3 * * ? *)", "`?` is no minutes"],
  ["cron(0 17-8 * * ? *)", "`17-8` is no hours"],
  ["cron(0/0 3 * * ? *)", "`0/0` is no minutes"],
  ["cron(0, 3 * * ? *)", "`0,` is no minutes"],
  ["cron(0 3 * * * *)", "one of day-of-month and day-of-week has to be ?"],
  ["cron(0 3 ? * ? *)", "one of day-of-month and day-of-week has to be ?"],
  ["cron(0 3 1 * MON *)", "one of day-of-month and day-of-week has to be ?"],
  ["cron(* 3 * * ? *)", "Glue starts at most once in 5 minutes"],
  ["cron(0/3 3 * * ? *)", "Glue starts at most once in 5 minutes"],
  ["cron(1,58 3,4 * * ? *)", "Glue starts at most once in 5 minutes"],
  ["cron(0,58 * * * ? *)", "Glue starts at most once in 5 minutes"],
])("%s is refused: %s", (expression, message) => {
  expect(cronMistake(expression)).toContain(message);
});
