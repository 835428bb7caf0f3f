import { expect, test } from "vitest";
import { deploymentOf } from "../../pulumi/decide/deployment.ts";
import { type Generated, readGenerated } from "../../pulumi/generated.ts";
import { readSettings } from "../../pulumi/settings.ts";
import { GENERATED, PLACE } from "./lake.ts";

const SECRET = "arn:aws:secretsmanager:eu-central-1:123456789012:secret:pseudonyms-AbCdEf";

/** The lake of this repository, with a job that needs the key of a pseudonym. */
function lakeWithKey(): Generated {
  const generated = readGenerated(GENERATED);
  const tables = generated.tables.map((table) =>
    table.name === "customer_trusted" ? { ...table, environment: ["PSEUDONYM_KEY"] } : table,
  );
  return { ...generated, tables };
}

const stack = (secrets: Readonly<Record<string, string>>) =>
  deploymentOf(lakeWithKey(), readSettings({ secrets: JSON.stringify(secrets) }, []), "dev", PLACE);

test("the job that needs a secret gets its name and the right to read it, and no other job does", () => {
  for (const { of, arguments: given, rights } of stack({ PSEUDONYM_KEY: SECRET, ANOTHER: SECRET }).jobs) {
    const needsIt = of === "customer_trusted";
    expect(given["--secrets"]).toBe(needsIt ? `PSEUDONYM_KEY=${SECRET}` : undefined);
    expect(rights.Statement.flatMap(({ Sid, Resource }) => (Sid === "ReadSecrets" ? [Resource] : []))).toEqual(needsIt ? [[SECRET]] : []);
  }
});

test("a secret that the stack does not name is told with its key", () => {
  expect(() => stack({})).toThrow("sluice:secrets: a job needs PSEUDONYM_KEY: name the Secrets Manager secret that holds it");
});
