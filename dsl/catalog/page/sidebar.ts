import { type ComponentChild, h } from "preact";
import { useEffect, useRef } from "preact/hooks";
import type { Lake } from "./lake.ts";
import { promiseOf } from "./promise.ts";
import { tableHash } from "./route.ts";

/** The tables of every zone. */
export function Sidebar({ lake, current }: { readonly lake: Lake; readonly current: string | undefined }): ComponentChild {
  const nav = useRef<HTMLElement>(null);
  useEffect(() => {
    nav.current?.querySelector("[aria-current]")?.scrollIntoView({ block: "nearest" });
  }, [current]);
  return h(
    "nav",
    { id: "tables", class: "sidebar", "aria-label": "Tables", ref: nav },
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
          {},
          tables.map(({ name }) =>
            h("li", { key: name }, h("a", { href: tableHash(name), "aria-current": name === current ? "page" : undefined }, name)),
          ),
        ),
      );
    }),
  );
}
