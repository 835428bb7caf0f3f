import { type ComponentChild, h } from "preact";
import { useEffect, useMemo, useRef, useState } from "preact/hooks";
import { icon } from "./icons.ts";
import { type Lake, tableAt, zoneName } from "./lake.ts";
import { marked } from "./marked.ts";
import { tableHash } from "./route.ts";
import { type Hit, type Search, wordsOf } from "./search.ts";

interface Props {
  readonly lake: Lake;
  readonly search: Search;
}

/** Search as one types, over tables, columns, tags and descriptions. */
export function SearchBox({ lake, search }: Props): ComponentChild {
  const [query, setQuery] = useState("");
  const [isOpen, setOpen] = useState(false);
  const [active, setActive] = useState(0);
  const input = useRef<HTMLInputElement>(null);
  const list = useRef<HTMLUListElement>(null);
  const { hits, total } = useMemo(() => search(query), [search, query]);
  const words = wordsOf(query);
  const isShown = isOpen && words.length > 0;

  useEffect(() => {
    const pressed = (event: KeyboardEvent): void => {
      const { target } = event;
      if (event.key !== "/" || event.ctrlKey || event.metaKey || event.altKey) return;
      if (target instanceof HTMLElement && target.matches("input, textarea, select")) return;
      event.preventDefault();
      input.current?.focus();
      input.current?.select();
    };
    addEventListener("keydown", pressed);
    return () => removeEventListener("keydown", pressed);
  }, []);
  useEffect(() => {
    list.current?.querySelector("[aria-selected=true]")?.scrollIntoView({ block: "nearest" });
  }, [active, isShown]);

  const go = (hit: Hit): void => {
    location.hash = hashOfHit(lake, hit);
    setOpen(false);
    setQuery("");
    document.getElementById("content")?.focus({ preventScroll: true });
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    const move = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    const hit = hits[active];
    if (move !== undefined && hits.length > 0) {
      setActive((active + move + hits.length) % hits.length);
      setOpen(true);
    } else if (event.key === "Enter" && isShown && hit !== undefined) go(hit);
    else if (event.key === "Escape") {
      if (isShown) setOpen(false);
      else input.current?.blur();
    } else return;
    event.preventDefault();
  };

  return h(
    "div",
    { class: "search", role: "search" },
    h(
      "div",
      { class: "field" },
      icon("search"),
      h("input", {
        ref: input,
        type: "text",
        role: "combobox",
        "aria-label": "Search tables, columns, tags and descriptions",
        "aria-expanded": isShown,
        "aria-controls": "found",
        "aria-autocomplete": "list",
        "aria-activedescendant": isShown && hits.length > 0 ? `found-${active}` : undefined,
        autocomplete: "off",
        autocapitalize: "off",
        spellcheck: false,
        placeholder: "Search tables, columns, tags",
        value: query,
        onInput: (event: Event) => {
          setQuery((event.currentTarget as HTMLInputElement).value);
          setActive(0);
          setOpen(true);
        },
        onFocus: () => setOpen(true),
        onBlur: () => setOpen(false),
        onKeyDown,
      }),
      h("kbd", { "aria-hidden": "true" }, "/"),
    ),
    h(
      "div",
      { class: "found", hidden: !isShown, onMouseDown: (event: Event) => event.preventDefault() },
      h(
        "ul",
        { id: "found", role: "listbox", "aria-label": "Found", ref: list },
        isShown ? hits.map((hit, i) => foundItem({ lake, hit, words, number: i, isActive: i === active, go })) : null,
      ),
      h("p", { class: "found-total", "aria-live": "polite" }, isShown ? totalInWords(hits.length, total) : ""),
    ),
  );
}

const totalInWords = (shown: number, total: number): string => {
  if (total === 0) return "Nothing found";
  const all = total.toLocaleString("en");
  return shown < total ? `The best ${shown} of ${all}` : total === 1 ? "1 found" : `${all} found`;
};

function hashOfHit(lake: Lake, { table: number, column }: Hit): string {
  const table = tableAt(lake, number);
  return tableHash(table.name, column === null ? undefined : table.columns[column]?.name);
}

interface Item {
  readonly lake: Lake;
  readonly hit: Hit;
  readonly words: readonly string[];
  readonly number: number;
  readonly isActive: boolean;
  readonly go: (hit: Hit) => void;
}

function foundItem({ lake, hit, words, number, isActive, go }: Item): ComponentChild {
  const table = tableAt(lake, hit.table);
  const column = hit.column === null ? undefined : table.columns[hit.column];
  const description = column === undefined ? table.description : column.description;
  return h(
    "li",
    {
      key: `${hit.table} ${hit.column}`,
      id: `found-${number}`,
      role: "option",
      "aria-selected": isActive,
      class: `zone-${table.zone % 6}`,
      onClick: () => go(hit),
    },
    icon(column === undefined ? "table" : "column"),
    h(
      "div",
      { class: "what" },
      h(
        "div",
        { class: "name" },
        h("span", {}, marked(column === undefined ? table.name : column.name, words)),
        column === undefined ? null : h("span", { class: "in" }, marked(table.name, words)),
        (column?.tags ?? "") === "" ? null : h("span", { class: "tag" }, marked(column?.tags ?? "", words)),
      ),
      description === null ? null : h("div", { class: "description" }, marked(description, words)),
    ),
    h("span", { class: "zone-name" }, column === undefined ? zoneName(lake, table.zone) : column.type),
  );
}
