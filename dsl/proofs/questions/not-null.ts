import { closureOf, columnIn } from "../cases/case.ts";
import { Explainer } from "../explanation/explain.ts";
import type { NotNullProof } from "../proof.ts";
import { type Asked, byCase } from "./table.ts";

/** The columns that are not null in any row. */
export function proveNotNull({ knowledge }: Asked): readonly NotNullProof[] {
  const { cases, table } = knowledge;
  if (cases.length === 0) return [];
  return table.columns.flatMap(({ name }): NotNullProof[] => {
    if (!cases.every((one) => closureOf(one).isNotNull(columnIn(one, name)))) return [];
    return [
      {
        claim: `${name} is not null`,
        column: name,
        because: byCase(cases.map((one) => new Explainer(closureOf(one)).notNull(columnIn(one, name)))),
      },
    ];
  });
}
