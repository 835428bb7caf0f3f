import { registerHooks } from "node:module";
import { isAbsolute, relative, sep } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";

/** Which file imported which, in the order of the imports. */
export interface ImportGraph {
  readonly imports: ReadonlyMap<string, readonly string[]>;
}

export interface ModuleHooks extends ImportGraph {
  /** The files of the transforms that were loaded, so far. */
  readonly modules: ReadonlySet<string>;
  /** Whether they imported anything but each other, `sluice` and `zod`, or tried to. */
  readonly importsOthers: () => boolean;
  /** The URL under which a file of the transforms is loaded anew. */
  readonly urlOf: (file: string) => string;
  readonly stop: () => void;
}

const PROJECT = new URL("../../", import.meta.url);
const SLUICE = new URL("dsl/", PROJECT).href;
let generation = 0;

/**
 * While the hooks stand, `sluice` and `zod` mean the project's own from wherever they are imported, and every file
 * under `root` is loaded anew, whatever was loaded before. `onImport` is told of each import by path from outside of packages and of
 * Sluice itself, before it is known whether the file is there.
 */
export function hookModules(root: string, onImport: (file: string) => void): ModuleHooks {
  const suffix = `?sluice=${++generation}`;
  const imports = new Map<string, string[]>();
  const told = new Set<string>();
  const modules = new Set<string>();
  const others = new Set<string>();
  const isTransform = (url: string): boolean => {
    if (!url.startsWith("file:")) return false;
    const path = relative(root, fileURLToPath(url));
    return path !== "" && !path.startsWith(`..${sep}`) && path !== ".." && !isAbsolute(path) && !path.split(sep).includes("node_modules");
  };
  const hooks = registerHooks({
    resolve(specifier, context, next) {
      const imported = importedPath(specifier, context.parentURL);
      if (imported !== undefined && !told.has(imported)) {
        told.add(imported);
        onImport(imported);
      }
      const own = specifier === "sluice" ? new URL("dsl/index.ts", PROJECT).href : undefined;
      const isZod = specifier === "zod" || specifier.startsWith("zod/");
      const importer = context.parentURL !== undefined && isTransform(context.parentURL) ? fileURLToPath(context.parentURL) : undefined;
      const asked = `${importer} ${specifier}`;
      if (importer !== undefined && own === undefined && !isZod) others.add(asked);
      const parentURL = isZod ? new URL("package.json", PROJECT).href : context.parentURL;
      const resolved =
        own === undefined
          ? next(specifier, parentURL === undefined ? context : { ...context, parentURL })
          : { url: own, shortCircuit: true };
      if (!isTransform(resolved.url)) return resolved;
      others.delete(asked);
      const file = fileURLToPath(resolved.url);
      modules.add(file);
      if (importer !== undefined) imports.set(importer, [...(imports.get(importer) ?? []), file]);
      // Whatever a package.json above the folder says.
      const format = file.endsWith(".ts") ? "module-typescript" : resolved.format;
      return { ...resolved, format, url: pathToFileURL(file).href + suffix };
    },
  });
  return {
    imports,
    modules,
    importsOthers: () => others.size > 0,
    urlOf: (file) => pathToFileURL(file).href + suffix,
    stop: () => hooks.deregister(),
  };
}

/** The file that an import by path names; undefined for packages, and for what packages and Sluice itself import. */
function importedPath(specifier: string, parentURL: string | undefined): string | undefined {
  if (parentURL === undefined || !/^(?:\.{0,2}\/|file:)/.test(specifier)) return undefined;
  if (parentURL.startsWith(SLUICE) || parentURL.includes("/node_modules/") || !parentURL.startsWith("file:")) return undefined;
  const { protocol, href } = new URL(specifier, parentURL);
  return protocol === "file:" ? fileURLToPath(href) : undefined;
}

/** A way from `start` back to itself through imports, as files; undefined when there is none. */
export function importCycle({ imports }: ImportGraph, start: string): readonly string[] | undefined {
  const visited = new Set<string>();
  const search = (path: readonly string[]): readonly string[] | undefined => {
    for (const next of imports.get(path.at(-1) ?? "") ?? []) {
      if (next === start) return [...path, start];
      if (visited.has(next)) continue;
      visited.add(next);
      const found = search([...path, next]);
      if (found !== undefined) return found;
    }
    return undefined;
  };
  return search([start]);
}
