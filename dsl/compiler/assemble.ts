import { relative, sep } from "node:path";
import type { Declared } from "../authoring/session.ts";
import type { Problem, Site } from "../diagnostics/diagnostic.ts";
import { placesUnder } from "../diagnostics/site.ts";
import type { LakePlan } from "../operations/lake.ts";
import type { Loaded } from "./load.ts";

export interface Assembled {
  readonly plan: LakePlan;
  readonly problems: readonly Problem[];
  /** Where each source and table was declared. */
  readonly sites: ReadonlyMap<string, Site>;
  readonly zoneSites: ReadonlyMap<string, Site>;
}

/** Puts the declarations of all files together, in the order of their names, which must be unique. */
export function assemble({ root, session }: Pick<Loaded, "root" | "session">): Assembled {
  const fileOf = filesBelow(root);
  const byName = <Plan extends { readonly name: string }>(declared: readonly Declared<Plan>[]): (Plan & { readonly file: string })[] =>
    declared
      .map(({ plan, site }) => ({ ...plan, file: fileOf(site) }) as unknown as Plan & { readonly file: string })
      .sort((a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : 0));
  const withoutFile = <Plan extends { readonly file: string }>({ file: _, ...plan }: Plan): Omit<Plan, "file"> => plan;
  const tables = [...session.sources, ...session.tables];
  return {
    plan: {
      zones: byName(session.zones).map(withoutFile),
      consents: byName(session.consents).map(withoutFile),
      sources: byName(session.sources),
      tables: byName(session.tables),
    },
    problems: [...duplicates("table", tables), ...duplicates("zone", session.zones), ...duplicates("consent", session.consents)],
    sites: new Map(tables.map(({ plan, site }) => [plan.name, site])),
    zoneSites: new Map(session.zones.map(({ plan, site }) => [plan.name, site])),
  };
}

function duplicates(
  what: string,
  declared: readonly { readonly plan: { readonly name: string }; readonly site: Site }[],
): readonly Problem[] {
  const first = new Map<string, Site>();
  return declared.flatMap(({ plan: { name }, site }): Problem[] => {
    const other = first.get(name);
    if (other === undefined) {
      first.set(name, site);
      return [];
    }
    return [
      {
        code: "duplicate-name",
        parameters: { what, name },
        site,
        focus: name,
        notes: [{ message: "the first is here", site: other, focus: name }],
      },
    ];
  });
}

/** The declaring file as generated files name it: `transforms/...`, wherever the folder is and whatever it is called. */
const filesBelow = (root: string): ((site: Site) => string) => {
  const placeOf = placesUnder(root);
  return (site) => {
    const place = placeOf(site);
    return place === undefined ? "transforms" : `transforms/${relative(root, place.file).split(sep).join("/")}`;
  };
};
