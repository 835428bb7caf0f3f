import { count, epochMillis, json, source, zone } from "sluice";
import { z } from "zod";

const events = source("events", {
  path: "events/",
  format: json(),
  row: z.object({
    "user-id": z.string(),
    "@type": z.string(),
    $ref: z.string().optional(),
    _sent: epochMillis(),
    "a-b": z.object({ _c: z.int32(), D: z.string() }),
  }),
});
const users = source("users", { path: "users/", format: json(), row: z.object({ "user-id": z.string(), "e-mail": z.email() }), unique: ["user-id"] });
const trusted = zone("trusted");

export const plainEvents = trusted.table("plain_events", {
  from: events
    .filter((event) => event["@type"].eq("click").and(event.$ref.isNotNull()))
    .derive((event) => ({ "c-d": event["a-b"].field("_c"), "@day": event._sent.toDate() }))
    .dropColumns("a-b"),
});

export const usersOfEvents = trusted.table("users_of_events", {
  from: plainEvents.join(users, { on: { "user-id": "user-id" }, where: (event, user) => event.$ref.ne(user["e-mail"]) }),
});

export const perUser = trusted.table("per_user", {
  from: usersOfEvents
    .latest({ by: ["user-id", "@day"], newest: "_sent" })
    .aggregate({ by: ["user-id"], measures: (event) => ({ $days: count(), "c-d": event["c-d"].max() }) }),
});
