import { epochMillis, json, source, zone } from "sluice";
import { z } from "zod";

const employees = source("employees", {
  path: "employees/",
  format: json(),
  row: z.object({ id: z.string(), name: z.string(), manager: z.string().optional(), hiredAt: epochMillis() }),
  unique: ["id"],
});
const trusted = zone("trusted");

const managers = employees.select("id", "name").rename({ id: "managerId", name: "managerName" });

export const employeesWithManager = trusted.table("employees_with_manager", {
  from: employees.join(managers, { on: { manager: "managerId" } }).dropColumns("managerId"),
});

/** Employees before whom somebody else was hired. */
export const notFirst = trusted.table("not_first", {
  from: employees.semiJoin(employees, { on: {}, where: (employee, other) => other.hiredAt.lt(employee.hiredAt) }),
});
