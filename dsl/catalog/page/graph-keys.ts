import type { GraphModel } from "./graph-model.ts";

/** What can be reached in the graph says which table and column it is. */
const placeOf = (element: Element): { readonly table: number; readonly column: number } => ({
  table: Number(element.getAttribute("data-table")),
  column: Number(element.getAttribute("data-column")),
});

/** Arrow keys: up and down inside a table, left to where something comes from, right to where it goes. */
export function keyStep(event: KeyboardEvent, { edges }: GraphModel): void {
  const from = event.target;
  if (!(from instanceof Element) || !from.hasAttribute("data-table")) return;
  const view = event.currentTarget as Element;
  const all = [...view.querySelectorAll<HTMLElement>("[data-table]")];
  const { table, column } = placeOf(from);
  const find = (at: { readonly table: number; readonly column: number }): HTMLElement | undefined =>
    all.find((element) => {
      const place = placeOf(element);
      return place.table === at.table && place.column === at.column;
    });
  let to: HTMLElement | undefined;
  if (event.key === "ArrowDown" || event.key === "ArrowUp") {
    const own = all.filter((element) => placeOf(element).table === table);
    to = own[own.indexOf(from as HTMLElement) + (event.key === "ArrowDown" ? 1 : -1)];
  } else if (event.key === "ArrowLeft" || event.key === "ArrowRight") {
    const [end, other] = event.key === "ArrowLeft" ? (["to", "from"] as const) : (["from", "to"] as const);
    const edge =
      edges.find((one) => one[end].table === table && one[end].column === column) ?? edges.find((one) => one[end].table === table);
    to = edge === undefined ? undefined : find(edge[other]);
  } else return;
  event.preventDefault();
  to?.focus();
  to?.scrollIntoView({ block: "nearest", inline: "nearest" });
}
