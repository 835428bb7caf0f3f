/** The files of one generated tree, wherever they are. */
export interface TreeFiles {
  /** What people call it: `main (1a2b3c4d5e6f)`, `../before/generated`. */
  readonly name: string;
  /** The texts of those of the paths, below the tree, that there are. */
  readonly read: (paths: readonly string[]) => ReadonlyMap<string, string>;
}

/** A tree in which nothing is: what there was before the first compile. */
export const noFiles = (name: string): TreeFiles => ({ name, read: () => new Map() });
