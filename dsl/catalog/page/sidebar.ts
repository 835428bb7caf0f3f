import { type ComponentChild, h } from "preact";
import { useLayoutEffect, useMemo, useRef } from "preact/hooks";
import type { Lake } from "./lake.ts";
import { promiseOf } from "./promise.ts";
import { tableHash } from "./route.ts";

/** The tables of every zone. There may be thousands, so the list is made once, and only its mark moves. */
export function Sidebar({ lake, current }: { readonly lake: Lake; readonly current: string | undefined }): ComponentChild {
  const nav = useRef<HTMLElement>(null);
  const list = useMemo(() => listOf(lake), [lake]);
  useLayoutEffect(() => {
    nav.current?.querySelector("[aria-current]")?.removeAttribute("aria-current");
    const link = current === undefined ? undefined : nav.current?.querySelector(`a[href="${CSS.escape(tableHash(current))}"]`);
    link?.setAttribute("aria-current", "page");
    if (link != null) requestAnimationFrame(() => link.scrollIntoView({ block: "nearest" }));
  }, [current]);
  return h("nav", { id: "tables", class: "sidebar", "aria-label": "Tables", ref: nav }, list);
}

const listOf = (lake: Lake): ComponentChild =>
  lake.zones.map((zone, number) => {
    const tables = lake.tables.filter((table) => table.zone === number);
    if (tables.length === 0) return null;
    return h(
      "section",
      { key: zone.name, class: `zone-${number % 6}` },
      h("h2", {}, h("span", { class: "zone-dot" }), zone.name, h("span", { class: "count" }, tables.length.toLocaleString("en"))),
      h("p", {}, promiseOf(zone)),
      h(
        "ul",
        { style: { "--tables": tables.length } },
        tables.map(({ name }) => h("li", { key: name }, h("a", { href: tableHash(name) }, name))),
      ),
    );
  });
