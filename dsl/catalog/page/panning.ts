import type { RefObject } from "preact";
import { useEffect } from "preact/hooks";

/** Lets the mouse move a scrolled element by its background; touch does already. */
export function usePanning(view: RefObject<HTMLElement | null>): void {
  useEffect(() => {
    const element = view.current;
    if (element === null) return;
    const start = (down: PointerEvent): void => {
      if (down.pointerType !== "mouse" || down.button !== 0 || (down.target as Element).closest("a, button") !== null) return;
      const { scrollLeft, scrollTop } = element;
      element.setPointerCapture(down.pointerId);
      element.classList.add("panning");
      const move = (at: PointerEvent): void => {
        element.scrollLeft = scrollLeft - (at.clientX - down.clientX);
        element.scrollTop = scrollTop - (at.clientY - down.clientY);
      };
      const end = (): void => {
        element.classList.remove("panning");
        element.removeEventListener("pointermove", move);
      };
      element.addEventListener("pointermove", move);
      element.addEventListener("pointerup", end, { once: true });
      element.addEventListener("pointercancel", end, { once: true });
    };
    element.addEventListener("pointerdown", start);
    return () => element.removeEventListener("pointerdown", start);
  }, [view]);
}
