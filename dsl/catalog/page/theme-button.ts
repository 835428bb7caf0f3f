import { type ComponentChild, h } from "preact";
import { useState } from "preact/hooks";
import { icon } from "./icons.ts";
import { useMedia } from "./use.ts";

type Theme = "light" | "dark";

/** Changes between light and dark. What the reader chose is kept where the browser keeps it; before, the system's counts. */
export function ThemeButton(): ComponentChild {
  const isSystemDark = useMedia("(prefers-color-scheme: dark)");
  const [chosen, setChosen] = useState<string | undefined>(document.documentElement.dataset["theme"]);
  const theme = chosen ?? (isSystemDark ? "dark" : "light");
  const other: Theme = theme === "dark" ? "light" : "dark";
  const change = (): void => {
    document.documentElement.dataset["theme"] = other;
    try {
      localStorage.setItem("sluice-theme", other);
    } catch {
      // Then it holds until the page is left.
    }
    setChosen(other);
  };
  const label = other === "dark" ? "Dark theme" : "Light theme";
  return h(
    "button",
    { type: "button", class: "icon-button", "aria-label": label, title: label, onClick: change },
    icon(other === "dark" ? "moon" : "sun"),
  );
}
