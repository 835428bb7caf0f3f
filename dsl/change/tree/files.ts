/** The files of one generated tree, wherever they are. */
export interface TreeFiles {
  /** What people call it: `main (1a2b3c4d5e6f)`, `../before/generated`. */
  readonly name: string;
  /** The texts of those of the paths, below the tree, that there are. */
  readonly read: (paths: readonly string[]) => ReadonlyMap<string, string>;
}

/** A tree that is in memory: path to text. */
export const heldFiles = (name: string, texts: ReadonlyMap<string, string>): TreeFiles => ({
  name,
  read: (paths) =>
    new Map(
      paths.flatMap((path) => {
        const text = texts.get(path);
        return text === undefined ? [] : [[path, text] as const];
      }),
    ),
});

/** A tree in which nothing is: what there was before the first compile. */
export const noFiles = (name: string): TreeFiles => ({ name, read: () => new Map() });
