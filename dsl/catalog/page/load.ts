import { REGISTRY } from "./chunks.ts";

type Registry = Record<string, string>;

const asked = new Map<string, Promise<unknown>>();

/** The chunk, loaded by a script tag the first time: pages opened as files can fetch nothing. Rejects when it is not there. */
export function loadChunk<T>(name: string): Promise<T> {
  const known = asked.get(name);
  if (known !== undefined) return known as Promise<T>;
  const loading = new Promise<T>((done, fail) => {
    const there = takeChunk<T>(name);
    if (there !== undefined) return done(there);
    const script = document.createElement("script");
    script.src = `data/${name}.js?${document.body.dataset["version"] ?? ""}`;
    script.onload = () => {
      script.remove();
      const chunk = takeChunk<T>(name);
      if (chunk === undefined) fail(new Error(`data/${name}.js has no data`));
      else done(chunk);
    };
    script.onerror = () => {
      script.remove();
      asked.delete(name);
      fail(new Error(`data/${name}.js could not be loaded`));
    };
    document.head.append(script);
  });
  asked.set(name, loading);
  return loading;
}

/** A chunk whose script has run, parsed; its text is forgotten. */
export function takeChunk<T>(name: string): T | undefined {
  const registry = (self as unknown as Record<string, Registry | undefined>)[REGISTRY];
  const text = registry?.[name];
  if (registry === undefined || text === undefined) return undefined;
  delete registry[name];
  return JSON.parse(text) as T;
}
