import { type ComponentChild, h } from "preact";
import { useLayoutEffect, useRef } from "preact/hooks";
import { icon } from "./icons.ts";

const KEYS: readonly (readonly [keys: readonly string[], what: string])[] = [
  [["/"], "search"],
  [["↑", "↓", "Enter"], "choose among what was found"],
  [["Tab"], "from one link or button to the next"],
  [["↑", "↓"], "in the graph: to the next column of a table"],
  [["←", "→"], "in the graph: to where a column comes from, or goes to"],
  [["Enter"], "in the graph: follow the column, or open the table"],
  [["Esc"], "close, or stop following a column"],
  [["?"], "this list"],
];

export function HelpDialog({ isOpen, onClose }: { readonly isOpen: boolean; readonly onClose: () => void }): ComponentChild {
  const dialog = useRef<HTMLDialogElement>(null);
  useLayoutEffect(() => {
    if (isOpen) dialog.current?.showModal();
    else dialog.current?.close();
  }, [isOpen]);
  return h(
    "dialog",
    { ref: dialog, class: "help", "aria-labelledby": "help-title", onClose },
    h("h2", { id: "help-title" }, "Keyboard"),
    h(
      "dl",
      {},
      KEYS.map(([keys, what]) =>
        h(
          "div",
          { key: what },
          h(
            "dt",
            {},
            keys.map((key) => h("kbd", { key }, key)),
          ),
          h("dd", {}, what),
        ),
      ),
    ),
    h("button", { type: "button", class: "icon-button close", "aria-label": "Close", onClick: onClose }, icon("cross")),
  );
}
