import { REGISTRY } from "./chunks.ts";

type Registry = Record<string, string>;

/** What is there of a chunk, or why nothing is; undefined while it loads. */
export type Loading<T> = { readonly value: T } | { readonly failure: string } | undefined;

export interface Chunk<T> {
  readonly state: Loading<T>;
  /** Resolves when the state is no longer undefined. */
  readonly ended: Promise<void>;
}

const asked = new Map<string, Chunk<unknown>>();

/** The chunk, loaded by a script tag the first time: pages opened as files can fetch nothing. One that failed is asked for again. */
export function loadChunk<T>(name: string): Chunk<T> {
  const known = asked.get(name) as Chunk<T> | undefined;
  if (known !== undefined && !(known.state !== undefined && "failure" in known.state)) return known;
  const chunk: { state: Loading<T>; ended: Promise<void> } = { state: undefined, ended: Promise.resolve() };
  const value = takeChunk<T>(name);
  if (value !== undefined) chunk.state = { value };
  else
    chunk.ended = scriptOf(name).then((isLoaded) => {
      const loaded = isLoaded ? takeChunk<T>(name) : undefined;
      const failure = `data/${name}.js ${isLoaded ? "has no data" : "could not be loaded"}`;
      chunk.state = loaded === undefined ? { failure } : { value: loaded };
    });
  asked.set(name, chunk);
  return chunk;
}

/** Runs the script of a chunk, and says whether it could be loaded. */
const scriptOf = (name: string): Promise<boolean> =>
  new Promise((end) => {
    const script = document.createElement("script");
    script.src = `data/${name}.js?${document.body.dataset["version"] ?? ""}`;
    const ended = (isLoaded: boolean): void => {
      script.remove();
      end(isLoaded);
    };
    script.onload = () => ended(true);
    script.onerror = () => ended(false);
    document.head.append(script);
  });

/** A chunk whose script has run, parsed; its text is forgotten. */
export function takeChunk<T>(name: string): T | undefined {
  const registry = (self as unknown as Record<string, Registry | undefined>)[REGISTRY];
  const text = registry?.[name];
  if (registry === undefined || text === undefined) return undefined;
  delete registry[name];
  return JSON.parse(text) as T;
}
