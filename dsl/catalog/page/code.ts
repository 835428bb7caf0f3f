import highlighter from "highlight.js/lib/core";
import python from "highlight.js/lib/languages/python";
import sql from "highlight.js/lib/languages/sql";
import typescript from "highlight.js/lib/languages/typescript";
import { type ComponentChild, h } from "preact";
import { useEffect, useMemo, useRef, useState } from "preact/hooks";
import type { CatalogTable } from "../catalog.ts";
import { copyText } from "./clipboard.ts";
import { icon } from "./icons.ts";
import { useMedia } from "./use.ts";

highlighter.registerLanguage("typescript", typescript);
highlighter.registerLanguage("python", python);
highlighter.registerLanguage("sql", sql);

interface Pane {
  readonly id: string;
  readonly title: string;
  readonly place: string;
  readonly language: "typescript" | "python" | "sql";
  readonly text: string;
  /** The number of the first line. */
  readonly line: number;
}

const panesOf = ({ declaration: { file, line, text }, script, ddl }: CatalogTable): readonly Pane[] => [
  ...(text === null
    ? []
    : [{ id: "declaration", title: "Declaration", place: `${file}:${line ?? 1}`, language: "typescript" as const, text, line: line ?? 1 }]),
  ...(script === null
    ? []
    : [{ id: "script", title: "Generated script", place: script.path, language: "python" as const, text: script.text, line: 1 }]),
  { id: "ddl", title: "DDL", place: ddl.path, language: "sql", text: ddl.text, line: 1 },
];

/** What was declared and what was made of it: side by side where there is room, else one at a time. */
export function Code({ table }: { readonly table: CatalogTable }): ComponentChild {
  const panes = panesOf(table);
  const isWide = useMedia("(min-width: 1180px)");
  const [chosen, setChosen] = useState("declaration");
  const tabs = useRef<HTMLDivElement>(null);
  const open = panes.find(({ id }) => id === chosen) ?? panes[0];
  const onKeyDown = (event: KeyboardEvent): void => {
    const move = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (move === undefined || open === undefined) return;
    const next = panes[(panes.indexOf(open) + move + panes.length) % panes.length];
    if (next === undefined) return;
    event.preventDefault();
    setChosen(next.id);
    tabs.current?.querySelector<HTMLElement>(`#tab-${next.id}`)?.focus();
  };
  return h(
    "section",
    { class: "part", "aria-labelledby": "code" },
    h("h2", { id: "code" }, "Code"),
    isWide
      ? h(
          "div",
          { class: `panes of-${panes.length}` },
          panes.map((pane) => h(PaneOf, { key: pane.id, pane, isTab: false })),
        )
      : [
          h(
            "div",
            { class: "tabs", role: "tablist", "aria-label": "Code", ref: tabs, onKeyDown },
            panes.map(({ id, title }) =>
              h(
                "button",
                {
                  key: id,
                  id: `tab-${id}`,
                  type: "button",
                  role: "tab",
                  "aria-selected": id === open?.id,
                  "aria-controls": "pane",
                  tabIndex: id === open?.id ? 0 : -1,
                  onClick: () => setChosen(id),
                },
                title,
              ),
            ),
          ),
          open === undefined ? null : h(PaneOf, { key: open.id, pane: open, isTab: true }),
        ],
  );
}

function PaneOf({ pane, isTab }: { readonly pane: Pane; readonly isTab: boolean }): ComponentChild {
  const { id, title, place, language, text, line } = pane;
  // The highlighter escapes the text: nothing in it becomes HTML.
  const html = useMemo(() => ({ __html: highlighter.highlight(text, { language }).value }), [text, language]);
  const lines = text.trimEnd().split("\n").length;
  const numbers = Array.from({ length: lines }, (_, i) => i + line).join("\n");
  return h(
    "section",
    isTab ? { class: "pane", id: "pane", role: "tabpanel", "aria-labelledby": `tab-${id}` } : { class: "pane", "aria-label": title },
    h("header", {}, h("b", {}, title), h("span", { class: "place", title: place }, place), h(CopyButton, { text, what: title })),
    h(
      "pre",
      { tabIndex: 0, "aria-label": title },
      h("span", { class: "numbers", "aria-hidden": "true" }, numbers),
      h("code", { dangerouslySetInnerHTML: html }),
    ),
  );
}

function CopyButton({ text, what }: { readonly text: string; readonly what: string }): ComponentChild {
  const [state, setState] = useState<"" | "Copied" | "Not copied">("");
  useEffect(() => {
    if (state === "") return;
    const timer = setTimeout(() => setState(""), 1800);
    return () => clearTimeout(timer);
  }, [state]);
  const copy = async (): Promise<void> => setState((await copyText(text)) ? "Copied" : "Not copied");
  return h(
    "button",
    { type: "button", class: "copy", "aria-label": `Copy: ${what}`, onClick: () => void copy() },
    icon(state === "Copied" ? "check" : "copy", 14),
    h("span", { role: "status" }, state === "" ? "Copy" : state),
  );
}
