import { cpSync, readFileSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { basename, dirname, join, relative, resolve } from "node:path";
import { compileApart } from "../compiler/compile-apart.ts";
import { type Diagnostic, Refusal } from "../diagnostics/diagnostic.ts";
import type { Repairing } from "../diagnostics/repair.ts";
import { resolveProblems } from "../source/resolve.ts";
import { textsWith } from "./apply.ts";
import { areGone, isBetter, mistakeOf, repairableAt, stageOf } from "./better.ts";

export interface Mended {
  readonly diagnostic: Diagnostic;
  readonly repair: Repairing;
}

export interface Fixed {
  /** What was repaired, in order. The files that the diagnostics name are relative to the folder above the transforms. */
  readonly mended: readonly Mended[];
  /** What is still wrong after that. */
  readonly left: readonly Diagnostic[];
  /** By absolute path: the text before and after. */
  readonly files: ReadonlyMap<string, { readonly before: string; readonly after: string }>;
}

/** More would only be needed where repairs uncover repairs. */
const MOST_ROUNDS = 50;

/** What the copy holds, and what a compile of it says. */
interface State {
  readonly diagnostics: readonly Diagnostic[];
  readonly mended: readonly Mended[];
  /** The texts of the copy that differ from the transforms, by the name that diagnostics give the file. */
  readonly texts: ReadonlyMap<string, string>;
}

/**
 * Makes the safe repairs that make the compile better, one after the other, in a copy of the transforms beside them, until there is
 * none. A repair that only uncovers the next mistake counts when what follows makes it better. Writes nothing else. Refuses a missing
 * folder, transforms that do not end, and, after an abort, with `interrupted`.
 */
export async function fixTransforms(transforms: string, cache: string, signal: AbortSignal): Promise<Fixed> {
  const root = realpathSync(transforms);
  const copy = join(dirname(root), `.${basename(root)}.fix-${process.pid}`);
  try {
    // Beside the folder, so that what is imported from above it is found.
    cpSync(root, copy, { recursive: true, verbatimSymlinks: true });
    const bench: Bench = { copy, root, touched: new Set(), compile: () => diagnosticsIn(copy, cache, signal) };
    const { mended, texts, diagnostics } = await bestOf({ diagnostics: await bench.compile(), mended: [], texts: new Map() }, bench);
    const back = (file: string): string => `${basename(root)}${file.slice(basename(copy).length)}`;
    const inPlace = (diagnostic: Diagnostic): Diagnostic => ({ ...diagnostic, file: diagnostic.file && back(diagnostic.file) });
    return {
      mended: mended.map(({ diagnostic, repair }) => ({ diagnostic: inPlace(diagnostic), repair })),
      left: diagnostics.map(inPlace),
      files: new Map(
        [...texts].sort().map(([file, after]) => {
          const path = resolve(dirname(root), back(file));
          return [path, { before: readFileSync(path, "utf8"), after }];
        }),
      ),
    };
  } finally {
    rmSync(copy, { recursive: true, force: true });
  }
}

interface Bench {
  readonly copy: string;
  readonly root: string;
  /** The files of the copy that may hold what an attempt left there. */
  readonly touched: Set<string>;
  readonly compile: () => Promise<readonly Diagnostic[]>;
}

/** The best state that repairs lead to from the first. */
async function bestOf(first: State, bench: Bench): Promise<State> {
  let good = first;
  let state = first;
  const refused = new Set<string>();
  for (let round = 0; round < MOST_ROUNDS; round++) {
    const next = await nextOf(state, refused, bench);
    if (next !== undefined) state = next;
    else if (state === good) return good;
    else {
      // What was tried since led nowhere: not again.
      const tried = state.mended[good.mended.length];
      if (tried !== undefined) refused.add(keyOf(tried));
      state = good;
    }
    if (isBetter(good.diagnostics, state.diagnostics)) good = state;
  }
  return good;
}

/** The state after all repairs at once, or else after one of them: the first that is better, or the first that mends anything. */
async function nextOf(state: State, refused: ReadonlySet<string>, bench: Bench): Promise<State | undefined> {
  const candidates = repairableAt(stageOf(state.diagnostics), state.diagnostics)
    .flatMap((diagnostic) => diagnostic.repairs.filter(({ isSafe }) => isSafe).map((repair) => ({ diagnostic, repair })))
    .filter((one) => isBelow(one.repair, bench.copy) && !refused.has(keyOf(one)));
  const attempts = [...(candidates.length > 1 ? [candidates] : []), ...candidates.map((one) => [one])];
  let progress: State | undefined;
  for (const attempt of attempts) {
    const after = await attempted(attempt, state, bench);
    if (after === undefined) continue;
    if (isBetter(state.diagnostics, after.diagnostics)) return after;
    if (attempt.length === 1) progress ??= after;
  }
  return progress;
}

/** The state after repairs; undefined when they are in each other's way, or do not mend what they should. */
async function attempted(mended: readonly Mended[], state: State, { copy, root, touched, compile }: Bench): Promise<State | undefined> {
  const pathOf = (file: string): string => resolve(dirname(copy), file);
  const original = (file: string): Buffer => readFileSync(join(root, relative(copy, pathOf(file))));
  for (const file of touched) writeFileSync(pathOf(file), state.texts.get(file) ?? original(file));
  const edited = textsWith(
    mended.flatMap(({ repair }) => repair.edits),
    pathOf,
  );
  if (edited === undefined) return undefined;
  const texts = new Map([...state.texts, ...edited]);
  for (const [file, text] of edited) {
    touched.add(file);
    writeFileSync(pathOf(file), text);
  }
  const diagnostics = await compile();
  const isMended = areGone(
    mended.map(({ diagnostic }) => diagnostic),
    state.diagnostics,
    diagnostics,
  );
  return isMended ? { diagnostics, mended: [...state.mended, ...mended], texts } : undefined;
}

const keyOf = ({ diagnostic, repair }: Mended): string => `${mistakeOf(diagnostic)} ${JSON.stringify(repair.edits)}`;

const isBelow = ({ edits }: Repairing, folder: string): boolean =>
  edits.length > 0 && edits.every(({ file }) => file.startsWith(`${basename(folder)}/`));

async function diagnosticsIn(copy: string, cache: string, signal: AbortSignal): Promise<readonly Diagnostic[]> {
  const cwd = dirname(copy);
  try {
    return (await compileApart({ transforms: copy, cache, cwd, wants: "plan" }, { signal })).diagnostics;
  } catch (failure) {
    if (!(failure instanceof Refusal) || signal.aborted) throw failure;
    return resolveProblems(failure.problems, copy, cwd);
  }
}
