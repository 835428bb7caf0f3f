import type { Field } from "../schema/field.ts";
import type { Expression } from "./expression-types.ts";
import { heldBy } from "./held.ts";
import { checkTableName } from "./names.ts";
import { checkOptions } from "./options.ts";
import { relationOf } from "./relation-builder.ts";
import type { Columns, Table } from "./relation-types.ts";
import { reportAt, session, siteOf } from "./session.ts";

export interface ConsentOptions<F extends Field> {
  /** The source or table with a row for each data subject. */
  readonly person: Table<F>;
  /** When the person agreed; NULL means never. */
  readonly givenAt: (person: Columns<F>) => Expression;
}

/** A consent that zones can require. */
export interface Consent {
  readonly consentName: string;
}

/** Agreement of data subjects to one use of their data. */
export function consent<F extends Field>(name: string, options: ConsentOptions<F>): Consent {
  const site = siteOf(consent);
  const report = reportAt(site);
  const consentName = checkTableName(name, "a consent", report);
  const what = `consent \`${consentName}\``;
  const given = checkOptions(options, ["person", "givenAt"], what, report);
  const person = relationOf(given.person, "person", report);
  const held = person !== undefined && typeof given.givenAt === "function" ? heldBy(given.givenAt(options.person.columns)) : undefined;
  if (person !== undefined && person.node.op !== "read") {
    report({
      code: "invalid-declaration",
      parameters: { what, reason: "`person` must be a source or a table; give the relation a name with `zone(...).table` first" },
      focus: "person",
    });
  } else if (held?.node.op === "column" && person?.node.op === "read") {
    session().consents.push({ plan: { name: consentName, person: person.node.table, givenAt: held.node.name }, site });
  } else if (person !== undefined && held?.typing.type.kind !== "unknown") {
    report({
      code: "invalid-declaration",
      parameters: { what, reason: "`givenAt` must return a column of the person table" },
      focus: "givenAt",
    });
  }
  return { consentName };
}
