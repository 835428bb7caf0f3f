import { type ComponentChild, h } from "preact";
import { useCallback, useEffect, useMemo, useState } from "preact/hooks";
import { HelpDialog } from "./help.ts";
import { icon } from "./icons.ts";
import type { Lake } from "./lake.ts";
import { PrivacyPage } from "./privacy-page.ts";
import { hashOf, type Route } from "./route.ts";
import { searchIn } from "./search.ts";
import { SearchBox } from "./search-box.ts";
import { Sidebar } from "./sidebar.ts";
import { TablePage } from "./table-page.ts";
import { ThemeButton } from "./theme-button.ts";
import { useRoute } from "./use.ts";

/** Keys of the whole page are no letters of a text that someone writes. */
const isWriting = ({ target }: Event): boolean => target instanceof HTMLElement && target.matches("input, textarea, select");

export function App({ lake }: { readonly lake: Lake }): ComponentChild {
  const route = useRoute(lake);
  const [isNavOpen, setNavOpen] = useState(false);
  const [isHelpOpen, setHelpOpen] = useState(false);
  const search = useMemo(() => searchIn(lake), [lake]);
  const closeHelp = useCallback(() => setHelpOpen(false), []);
  const place = hashOf(route);
  useEffect(() => setNavOpen(false), [place]);
  useEffect(() => {
    const pressed = (event: KeyboardEvent): void => {
      if (event.key !== "?" || isWriting(event) || event.ctrlKey || event.metaKey || event.altKey) return;
      event.preventDefault();
      setHelpOpen(true);
    };
    addEventListener("keydown", pressed);
    return () => removeEventListener("keydown", pressed);
  }, []);

  return h(
    "div",
    { class: "app", "data-nav": isNavOpen ? "open" : "closed" },
    h("a", { class: "skip", href: place, onClick: skipToMain }, "Skip to the content"),
    h(
      "header",
      { class: "top" },
      h(
        "button",
        {
          type: "button",
          class: "icon-button nav-button",
          "aria-expanded": isNavOpen,
          "aria-controls": "tables",
          "aria-label": "Tables",
          onClick: () => setNavOpen(!isNavOpen),
        },
        icon("menu"),
      ),
      h(
        "a",
        { class: "brand", href: "#/" },
        h("span", { class: "mark", "aria-hidden": "true" }, h("i", {}), h("i", {}), h("i", {})),
        "Sluice",
      ),
      h(SearchBox, { lake, search }),
      h(
        "nav",
        { class: "top-links", "aria-label": "Pages" },
        h(
          "a",
          { href: "#/privacy", "aria-label": "Privacy report", "aria-current": route.page === "privacy" ? "page" : undefined },
          icon("person"),
          h("span", { class: "label" }, "Privacy"),
        ),
        h(
          "button",
          {
            type: "button",
            class: "icon-button help-button",
            "aria-label": "Keyboard",
            title: "Keyboard (?)",
            onClick: () => setHelpOpen(true),
          },
          icon("keyboard"),
        ),
        h(ThemeButton, {}),
      ),
    ),
    h(Sidebar, { lake, current: route.page === "table" ? route.table : route.page === "start" ? lake.start.name : undefined }),
    h("div", { class: "veil", onClick: () => setNavOpen(false) }),
    h("main", { id: "content", tabIndex: -1 }, pageOf(route, lake)),
    h(HelpDialog, { isOpen: isHelpOpen, onClose: closeHelp }),
  );
}

/** The address names a page of the catalog, so a link cannot name a part of it. */
function skipToMain(event: Event): void {
  event.preventDefault();
  document.getElementById("content")?.focus();
}

function pageOf(route: Route, lake: Lake): ComponentChild {
  if (route.page === "privacy") return h(PrivacyPage, { lake });
  const name = route.page === "start" ? lake.start.name : route.table;
  const table = lake.byName.get(name);
  if (table === undefined)
    return h(
      "div",
      { class: "page" },
      h("h1", {}, "There is no such table"),
      h(
        "p",
        {},
        h("code", {}, name),
        " is not in this catalog. ",
        h("a", { href: "#/" }, `Go to ${lake.start.name}`),
        ", or search with ",
        h("kbd", {}, "/"),
        ".",
      ),
    );
  const column = route.page === "table" ? route.column : undefined;
  return h(TablePage, { key: table.name, lake, table, column });
}
