import { expect, test } from "vitest";
import type { CatalogReason, CatalogTable } from "../../dsl/catalog/catalog.ts";
import { catalogOf } from "./stedi.ts";

const catalog = await catalogOf();
const table = (name: string): CatalogTable => {
  const found = catalog.tables.find((one) => one.name === name);
  if (found === undefined) throw new Error(`no table ${name}`);
  return found;
};
const column = (of: string, name: string) => table(of).columns.find((one) => one.name === name);

test("zones stand as data flows, tables by name, and the page starts at the table that rests on most others", () => {
  expect(catalog.zones.map(({ name }) => name)).toEqual(["landing", "trusted", "curated"]);
  expect(catalog.tables.map(({ name }) => name)).toEqual(catalog.tables.map(({ name }) => name).sort());
  expect(catalog.tables).toHaveLength(8);
  expect(catalog.start).toBe("machine_learning_curated");
});

test("a column has its type, description, personal data, how it is made, and what it goes back to", () => {
  expect(column("machine_learning_curated", "user")).toMatchObject({
    type: "string",
    nullable: false,
    description: "The customer's e-mail address.",
    personal: ["email"],
    from: [{ table: "accelerometer_trusted", column: "user", how: "copied" }],
    expression: "accelerometer_trusted.user",
    origins: [{ table: "accelerometer_landing", column: "user" }],
  });
  expect(column("machine_learning_curated", "user")?.notNull[0]?.assumes?.checked).toBe(true);
  expect(column("customer_landing", "email")).toMatchObject({ personal: ["email"], checks: ["an e-mail address"], expression: null });
});

test("a table has the statement that declares it with its line, its script and its DDL as they are generated", () => {
  const { declaration, script, ddl } = table("machine_learning_curated");
  expect(declaration.file).toBe("transforms/curated/machine-learning-curated.ts");
  expect(declaration.line).toBe(7);
  expect(declaration.text).toMatch(
    /^\/\*\* Each step trainer reading .*\nexport const machineLearningCurated = curated\.table\([\s\S]*\}\);$/,
  );
  expect(script?.path).toBe("curated/machine_learning_curated/job.py");
  expect(script?.text).toContain("def machine_learning_curated(");
  expect(ddl.text).toContain("CREATE EXTERNAL TABLE");
  expect(table("customer_landing").script).toBeNull();
});

test("a proof is a tree in words, with the file that says so and what it takes from a declaration", () => {
  const claim = table("accelerometer_trusted").claims[0];
  expect(claim).toMatchObject({
    question: "consent",
    status: "proven",
    claim: "the person behind accelerometer_landing.user had agreed to `research` by timeStamp",
  });
  const all = (reasons: readonly CatalogReason[] = []): readonly CatalogReason[] =>
    reasons.flatMap((reason) => [reason, ...all(reason.because)]);
  const reasons = all(claim?.because);
  expect(reasons.map(({ file }) => file)).toContain("transforms/trusted/accelerometer-trusted.ts");
  expect(reasons.flatMap(({ assumes }) => assumes ?? [])).toContainEqual({ text: "customer_landing is unique by email", checked: true });
});

test("what is accepted without a proof says for which reason, also when that was written at another table", () => {
  const claims = table("machine_learning_curated").claims;
  const [consent] = claims.filter(({ status }) => status === "acknowledged");
  expect(consent).toMatchObject({
    known: "one row of customer_landing with this serialNumber agreed by step_trainer_landing.sensorReadingTime",
    accepted: [
      {
        kind: "anyOwner",
        table: "step_trainer_trusted",
        reason: "of those who hold the serial number, the one who moved in that millisecond took the step",
      },
    ],
  });
  expect(table("step_trainer_trusted").exceptions).toMatchObject([
    {
      kind: "anyOwner",
      column: null,
      accepts: [/^machine_learning_curated: /, /^step_trainer_trusted: /].map((start) => expect.stringMatching(start)),
    },
  ]);
  expect(claims.map(({ question }) => question)).toEqual(expect.arrayContaining(["consent", "one-person", "fan-out", "personal-data"]));
});

test("a source has its keys, whose its rows are, and its threshold", () => {
  expect(table("customer_landing").source).toMatchObject({ path: "customer/", unique: [["email"]], quarantineAtMost: 0.1 });
  expect(table("step_trainer_landing").source?.person).toEqual([
    { column: "serialNumber", refersTo: { table: "customer_landing", column: "serialNumber" }, ambiguous: true },
  ]);
  expect(table("customer_landing").readBy).toEqual(["customer_trusted"]);
});
