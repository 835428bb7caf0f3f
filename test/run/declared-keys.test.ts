import { join } from "node:path";
import { expect, test } from "vitest";
import { dependencyOrder } from "../../dsl/compiler/order.ts";
import type { LakePlan } from "../../dsl/operations/lake.ts";
import { prove } from "../../dsl/proofs/prove.ts";
import { runLake } from "../../dsl/run/run.ts";
import { lines, playground, put, refusalOf, snapshot } from "./fixture.ts";
import { plan } from "./plan.ts";

/** Users are declared unique by e-mail address, and events refer to them, so what is proven of events rests on that. */
const keyed: LakePlan = {
  ...plan,
  zones: plan.zones.map((zone) => ({ ...zone, requires: "research" })),
  consents: [{ name: "research", person: "users", givenAt: "agreedAt" }],
  sources: plan.sources.map((source) =>
    source.name === "users"
      ? { ...source, unique: [["email"]] }
      : { ...source, person: [{ column: "user", table: "users", references: "email", ambiguous: false }] },
  ),
};

test("a declared key that does not hold fails the run before the commit, and names the proofs that rest on it", async () => {
  const { landing, lake } = playground();
  const proof = prove(keyed, dependencyOrder(keyed));
  await runLake(keyed, { landing, lake, proof });
  const before = snapshot(lake);
  put(join(landing, "users/again.json"), lines([{ email: "u0@example.com" }, { email: "u0@example.com" }, { email: "u1@example.com" }]));
  const { codes, words } = await refusalOf(() => runLake(keyed, { landing, lake, proof }));
  expect(codes).toEqual(["declared-key-broken"]);
  expect(words).toContain("users is declared unique by email, but 2 values stand in several rows; the proofs of");
  expect(words).toContain("events_agreed");
  expect(snapshot(lake)).toEqual(before);
});
