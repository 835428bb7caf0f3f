import { cpSync, existsSync, mkdirSync, readFileSync, realpathSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { CHANGE } from "./subject.ts";

/** What of a project is deployed and run. */
export const PROJECT_FILES = ["Pulumi.yaml", "package.json", "tsconfig.json", "pulumi", "dsl", "transforms", "generated"] as const;

/** Copies a project into a new folder, with its packages by a link. */
export function copyProject(from: string, to: string, files: readonly string[] = PROJECT_FILES): void {
  mkdirSync(to, { recursive: true });
  for (const file of files) cpSync(join(from, file), join(to, file), { recursive: true, filter: (path) => !path.endsWith("__pycache__") });
  symlinkSync(realpathSync(join(from, "node_modules")), join(to, "node_modules"));
}

/** Makes the change that the proof deploys, or takes it back. Says whether the transform is as it is before or after it. */
export function changeTransform(project: string, to: "after" | "before"): boolean {
  const path = join(project, "transforms", CHANGE.file);
  const [old, made] = to === "after" ? [CHANGE.before, CHANGE.after] : [CHANGE.after, CHANGE.before];
  const text = existsSync(path) ? readFileSync(path, "utf8") : "";
  if (!text.includes(old)) return false;
  writeFileSync(
    path,
    text.replace(old, () => made),
  );
  return true;
}

/** The columns of a table by what was compiled, as a catalog names them. */
export function compiledColumns(project: string, table: string): readonly string[] {
  const generated = join(project, "generated");
  const { tables } = JSON.parse(readFileSync(join(generated, "manifest.json"), "utf8")) as {
    readonly tables: readonly { readonly name: string; readonly zone: string }[];
  };
  const zone = tables.find(({ name }) => name === table)?.zone ?? "";
  const input = JSON.parse(readFileSync(join(generated, zone, table, "table.json"), "utf8")) as {
    readonly StorageDescriptor: { readonly Columns: readonly { readonly Name: string }[] };
  };
  return input.StorageDescriptor.Columns.map(({ Name }) => Name.toLowerCase());
}
