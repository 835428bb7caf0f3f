import { type Case, closureOf, columnIn } from "../cases/case.ts";
import { viewsOf } from "../cases/views.ts";
import { Explainer } from "../explanation/explain.ts";
import type { NotNullProof } from "../proof.ts";
import { type Asked, byCase } from "./table.ts";

/** The columns that are not null in any row. */
export function proveNotNull({ knowledge }: Asked): readonly NotNullProof[] {
  const { cases, table } = knowledge;
  if (cases.length === 0) return [];
  return table.columns.flatMap(({ name }): NotNullProof[] => {
    const shown: Case[] = [];
    for (const one of cases) {
      const views = viewsThatShow(one, name);
      if (views === undefined) return [];
      shown.push(...views);
    }
    return [
      {
        claim: `${name} is not null`,
        column: name,
        because: byCase(shown.map((one) => new Explainer(closureOf(one)).notNull(columnIn(one, name)))),
      },
    ];
  });
}

/** The case itself, if its splits do not matter; else all combinations that do. Undefined where a NULL is possible. */
function viewsThatShow(one: Case, name: string): readonly Case[] | undefined {
  const isShown = (view: Case): boolean => closureOf(view).isNotNull(columnIn(view, name));
  if (isShown(one)) return [one];
  const { cases } = viewsOf(one, { terms: [columnIn(one, name)] });
  return cases.every(isShown) ? cases : undefined;
}
