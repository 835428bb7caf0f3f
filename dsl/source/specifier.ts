import { dirname, relative, sep } from "node:path";

/** How `importer` imports a file by its path. */
export function relativeSpecifier(importer: string, file: string): string {
  const path = relative(dirname(importer), file).split(sep).join("/");
  return path.startsWith(".") ? path : `./${path}`;
}
