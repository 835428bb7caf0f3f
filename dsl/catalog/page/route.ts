/** A place in the catalog, as the address has it after `#`. */
export type Route =
  | { readonly page: "table"; readonly table: string; readonly column?: string }
  | { readonly page: "privacy" }
  | { readonly page: "start" };

export function routeOf(hash: string): Route {
  const [first, ...rest] = hash.replace(/^#?\/?/, "").split("/");
  if (first === "privacy") return { page: "privacy" };
  const [table, , column] = rest.map(decoded);
  if (first !== "table" || table === undefined) return { page: "start" };
  return rest[1] === "column" && column !== undefined ? { page: "table", table, column } : { page: "table", table };
}

export function hashOf(route: Route): string {
  if (route.page === "privacy") return "#/privacy";
  if (route.page === "start") return "#/";
  const column = route.column === undefined ? "" : `/column/${encodeURIComponent(route.column)}`;
  return `#/table/${encodeURIComponent(route.table)}${column}`;
}

export const tableHash = (table: string, column?: string): string =>
  hashOf({ page: "table", table, ...(column === undefined ? {} : { column }) });

function decoded(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}
