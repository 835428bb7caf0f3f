import { registerHooks } from "node:module";
import { setImmediate } from "node:timers/promises";
import { z } from "zod";
import { beginSession } from "../authoring/session.ts";
import { consent, count, epochMillis, json, personal, source, zone } from "../index.ts";
import { prove } from "../proofs/prove.ts";
import { assemble } from "./assemble.ts";
import { describeLake } from "./describe.ts";
import { emitLake } from "./emit.ts";
import { dependencyOrder } from "./order.ts";

const ROUNDS = 12;

/**
 * Loads what a compile may need, and compiles a lake of our own several times, so that the thread's next compile finds everything
 * loaded and JavaScript's optimiser at work. Gives way to `isOver` between its parts. Nothing of it is in what is compiled next.
 */
export async function warmUp(isOver: () => boolean): Promise<void> {
  await stripTypes();
  const { spanOf } = await import("../source/span.ts");
  const { commentsOf } = await import("../source/comments.ts");
  await import("../source/resolve.ts");
  const file = import.meta.filename;
  for (let round = 0; round < ROUNDS && !isOver(); round++) {
    compileExample();
    if (round < 2) commentsOf(file, EXAMPLE);
    if (round < 2) spanOf({ file, line: 1, column: 1 });
    await setImmediate();
  }
}

/** Node loads what strips types with the first TypeScript that it has not seen before. */
async function stripTypes(): Promise<void> {
  const url = "sluice:warm-up";
  const hooks = registerHooks({
    resolve: (specifier, context, next) => (specifier === url ? { url, shortCircuit: true } : next(specifier, context)),
    load: (loaded, context, next) =>
      loaded === url ? { format: "module-typescript", source: EXAMPLE, shortCircuit: true } : next(loaded, context),
  });
  try {
    await import(url);
  } finally {
    hooks.deregister();
  }
}

const EXAMPLE = "/** An example. */\nexport const example: readonly string[] = [1, 2].map((x: number): string => `${x}`);\n";

function compileExample(): void {
  const session = beginSession();
  declareExample();
  const { plan } = assemble({ root: import.meta.dirname, session });
  const proof = prove(plan, dependencyOrder(plan));
  emitLake(describeLake(plan, new Map()), proof);
}

/** A lake with what most lakes have. */
function declareExample(): void {
  const people = source("people", {
    path: "people/",
    format: json(),
    row: z.object({
      email: personal("email", z.email()),
      name: personal("name", z.string()),
      serial: z.string(),
      agreedAt: epochMillis().optional(),
      address: z.object({ city: z.string().optional() }).optional(),
    }),
    unique: ["email"],
  });
  const events = source("events", {
    path: "events/",
    format: json(),
    row: z.object({ at: epochMillis(), user: z.email(), x: z.number(), kind: z.enum(["a", "b"]) }),
    person: { user: people.columns.email },
    eventTime: "at",
  });
  const research = consent("research", { person: people, givenAt: (person) => person.agreedAt });
  const trusted = zone("trusted", { requires: research });
  const curated = zone("curated", { requires: research, personal: "deny" });
  const agreed = trusted.table("agreed", { from: people.filter((person) => person.agreedAt.isNotNull()) });
  const used = trusted.table("used", {
    from: events
      .semiJoin(agreed, { on: { user: "email" }, where: (event, person) => event.at.gte(person.agreedAt) })
      .derive((event) => ({ twice: event.x.times(2), text: event.kind.upper() })),
  });
  trusted.table("joined", {
    from: used
      .join(agreed, { on: { user: "email" } })
      .rename({ name: "who" })
      .dropColumns("serial"),
  });
  curated.table("counted", {
    from: used.aggregate({ by: ["kind"], measures: (event) => ({ rows: count(), mean: event.x.avg() }) }),
    format: json(),
  });
}
