import { useEffect, useState } from "preact/hooks";
import { LINEAGE, type LineageChunk } from "./chunks.ts";
import { type Lineage, lineageOf } from "./lineage.ts";
import { loadChunk } from "./load.ts";
import { type Route, routeOf } from "./route.ts";

/** The place that the address names, as it changes. */
export function useRoute(): Route {
  const [hash, setHash] = useState(location.hash);
  useEffect(() => {
    const changed = (): void => setHash(location.hash);
    addEventListener("hashchange", changed);
    return () => removeEventListener("hashchange", changed);
  }, []);
  return routeOf(hash);
}

/** A chunk, or why it is not there; undefined while it loads. */
export type Loading<T> = { readonly value: T } | { readonly failure: string } | undefined;

export function useChunk<T>(name: string): Loading<T> {
  const [state, setState] = useState<{ readonly name: string; readonly loading: Loading<T> }>();
  useEffect(() => {
    let isWanted = true;
    loadChunk<T>(name).then(
      (value) => isWanted && setState({ name, loading: { value } }),
      (failure: unknown) =>
        isWanted && setState({ name, loading: { failure: failure instanceof Error ? failure.message : String(failure) } }),
    );
    return () => {
      isWanted = false;
    };
  }, [name]);
  return state?.name === name ? state.loading : undefined;
}

let lineage: Promise<Lineage> | undefined;

/** How the columns hang together; undefined while it loads. */
export function useLineage(): Lineage | undefined {
  const [value, setValue] = useState<Lineage>();
  useEffect(() => {
    lineage ??= loadChunk<LineageChunk>(LINEAGE).then(lineageOf);
    lineage.then(setValue, () => {});
  }, []);
  return value;
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
