import { useEffect, useLayoutEffect, useMemo, useState } from "preact/hooks";
import { LINEAGE, type LineageChunk, tableChunk } from "./chunks.ts";
import type { Lake } from "./lake.ts";
import { type Lineage, lineageOf } from "./lineage.ts";
import { type Loading, loadChunk } from "./load.ts";
import { type Route, routeOf } from "./route.ts";

/** How long a page may wait for its chunk, so that it is painted once and whole: shorter than anybody notices. */
const WAIT_MS = 50;

/** Resolves when a page can be shown whole, or has waited long enough. */
function readyFor(route: Route, lake: Lake): Promise<void> {
  if (route.page !== "table" || !lake.byName.has(route.table)) return Promise.resolve();
  const waited = new Promise<void>((end) => setTimeout(end, WAIT_MS));
  return Promise.race([loadChunk(tableChunk(route.table)).ended, waited]);
}

/** The place that the address names, as it changes. */
export function useRoute(lake: Lake): Route {
  const [hash, setHash] = useState(location.hash);
  useEffect(() => {
    const changed = (): void => {
      const { hash: wanted } = location;
      readyFor(routeOf(wanted), lake).then(() => wanted === location.hash && setHash(wanted));
    };
    addEventListener("hashchange", changed);
    return () => removeEventListener("hashchange", changed);
  }, [lake]);
  return routeOf(hash);
}

/** A chunk, on its way from the first rendering on, while the browser paints what is there already. */
export function useChunk<T>(name: string): Loading<T> {
  const chunk = useMemo(() => loadChunk<T>(name), [name]);
  const [, setState] = useState(chunk.state);
  useLayoutEffect(() => {
    let isWanted = true;
    chunk.ended.then(() => isWanted && setState(chunk.state));
    return () => {
      isWanted = false;
    };
  }, [chunk]);
  return chunk.state;
}

let lineage: Lineage | undefined;

/** How the columns hang together; undefined while it loads. */
export function useLineage(): Lineage | undefined {
  const loading = useChunk<LineageChunk>(LINEAGE);
  if (loading !== undefined && "value" in loading) lineage ??= lineageOf(loading.value);
  return lineage;
}

/** Whether the window fits a media query. */
export function useMedia(query: string): boolean {
  const [matches, setMatches] = useState(() => matchMedia(query).matches);
  useEffect(() => {
    const list = matchMedia(query);
    const changed = (): void => setMatches(list.matches);
    changed();
    list.addEventListener("change", changed);
    return () => list.removeEventListener("change", changed);
  }, [query]);
  return matches;
}

/** False until the first painting after the component came: what is not seen first need not be there first. */
export function useAfterPaint(): boolean {
  const [isPainted, setPainted] = useState(false);
  useEffect(() => {
    let timer: number | undefined;
    const frame = requestAnimationFrame(() => {
      timer = setTimeout(() => setPainted(true));
    });
    return () => {
      cancelAnimationFrame(frame);
      clearTimeout(timer);
    };
  }, []);
  return isPainted;
}
