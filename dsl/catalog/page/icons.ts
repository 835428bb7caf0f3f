import { type ComponentChild, h } from "preact";

const PATHS = {
  search: "M7 2.5a4.5 4.5 0 1 1 0 9 4.5 4.5 0 0 1 0-9ZM10.4 10.4 13.5 13.5",
  check: "M3 8.5 6.5 12 13 4.5",
  note: "M8 2.5v7M8 12.6v.4",
  cross: "M4 4l8 8M12 4l-8 8",
  copy: "M5.5 5.5v-3h8v8h-3M2.5 5.5h8v8h-8z",
  sun: "M8 5.2a2.8 2.8 0 1 1 0 5.6 2.8 2.8 0 0 1 0-5.6ZM8 1v1.6M8 13.4V15M1 8h1.6M13.4 8H15M3 3l1.2 1.2M11.8 11.8 13 13M13 3l-1.2 1.2M4.2 11.8 3 13",
  moon: "M13.2 9.6A5.6 5.6 0 0 1 6.4 2.8a5.6 5.6 0 1 0 6.8 6.8Z",
  menu: "M2.5 4.5h11M2.5 8h11M2.5 11.5h11",
  person: "M8 2.5a2.6 2.6 0 1 1 0 5.2 2.6 2.6 0 0 1 0-5.2ZM2.8 13.5c.6-2.6 2.7-4 5.2-4s4.6 1.4 5.2 4",
  print: "M4.5 6V2.5h7V6M4.5 11.5h-2V6h11v5.5h-2M4.5 9.5h7v4h-7z",
  left: "M10 3.5 5.5 8l4.5 4.5",
  right: "M6 3.5 10.5 8 6 12.5",
  table: "M2.5 3h11v10h-11zM2.5 6.5h11M6.5 6.5V13",
  column: "M5.5 2.5h5v11h-5z",
  keyboard: "M1.5 4h13v8h-13zM4 6.6h.01M6.6 6.6h.01M9.3 6.6h.01M12 6.6h.01M4.6 9.6h6.8",
} as const;

export type IconName = keyof typeof PATHS;

/** A line drawing beside a text that says the same. */
export const icon = (name: IconName, size = 16): ComponentChild =>
  h(
    "svg",
    { class: "icon", width: size, height: size, viewBox: "0 0 16 16", "aria-hidden": "true", focusable: "false" },
    h("path", { d: PATHS[name] }),
  );
