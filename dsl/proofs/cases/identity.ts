import type { Closure } from "../closure/closure.ts";
import type { Row } from "../terms/term.ts";

/** What tells one output row from another. */
export type Identity =
  | { readonly is: "row"; readonly row: Row }
  | { readonly is: "pair"; readonly left: Identity; readonly right: Identity }
  /** Of a left join; without `right` where nothing matched. `single`: there is one match at most, so the left row tells the pair. */
  | { readonly is: "leftPair"; readonly left: Identity; readonly right?: Identity; readonly single?: true }
  /** What it is, a split decides. */
  | { readonly is: "standIn"; readonly row: Row }
  /** Of a union: rows of different arms are never one row. */
  | { readonly is: "arm"; readonly arm: number; readonly of: Identity }
  /** Either of the two tells. */
  | { readonly is: "either"; readonly first: Identity; readonly second: Identity };

export function renameIdentity(identity: Identity, rename: (row: Row) => Row): Identity {
  switch (identity.is) {
    case "row":
    case "standIn":
      return { ...identity, row: rename(identity.row) };
    case "pair":
      return { is: "pair", left: renameIdentity(identity.left, rename), right: renameIdentity(identity.right, rename) };
    case "leftPair": {
      const left = renameIdentity(identity.left, rename);
      return identity.right === undefined ? { ...identity, left } : { ...identity, left, right: renameIdentity(identity.right, rename) };
    }
    case "arm":
      return { ...identity, of: renameIdentity(identity.of, rename) };
    case "either":
      return { is: "either", first: renameIdentity(identity.first, rename), second: renameIdentity(identity.second, rename) };
  }
}

/** With what alternatives have in the place of stand-ins, which may stand for pairs of others; a left pair of nothing has no right side. */
export function chosenIn(identity: Identity, chosen: ReadonlyMap<Row, Identity | undefined>): Identity {
  switch (identity.is) {
    case "row":
      return identity;
    case "standIn": {
      const known = chosen.get(identity.row);
      return known === undefined ? identity : chosenIn(known, chosen);
    }
    case "pair":
      return { is: "pair", left: chosenIn(identity.left, chosen), right: chosenIn(identity.right, chosen) };
    case "leftPair": {
      const { right, ...rest } = { ...identity, left: chosenIn(identity.left, chosen) };
      const isNothing = right?.is === "standIn" && chosen.has(right.row) && chosen.get(right.row) === undefined;
      return right === undefined || isNothing ? rest : { ...rest, right: chosenIn(right, chosen) };
    }
    case "arm":
      return { ...identity, of: chosenIn(identity.of, chosen) };
    case "either":
      return { is: "either", first: chosenIn(identity.first, chosen), second: chosenIn(identity.second, chosen) };
  }
}

/** The row variables by which it tells; a stand-in where that is not decided. */
export function rowsIn(identity: Identity): readonly Row[] {
  switch (identity.is) {
    case "row":
    case "standIn":
      return [identity.row];
    case "pair":
      return [...rowsIn(identity.left), ...rowsIn(identity.right)];
    case "leftPair":
      return [...rowsIn(identity.left), ...(identity.right === undefined || identity.single ? [] : rowsIn(identity.right))];
    case "arm":
      return rowsIn(identity.of);
    case "either":
      return [...rowsIn(identity.first), ...rowsIn(identity.second)];
  }
}

/** Whether the two cannot be two different output rows: then the pairs of row variables that show it, else undefined. */
export function oneRow(a: Identity, b: Identity, closure: Closure): readonly (readonly [Row, Row])[] | undefined {
  if (a.is === "row" && b.is === "row") return closure.sameRow(a.row, b.row) ? [[a.row, b.row]] : undefined;
  if (a.is === "pair" && b.is === "pair") return oneOfBoth(oneRow(a.left, b.left, closure), oneRow(a.right, b.right, closure));
  if (a.is === "leftPair" && b.is === "leftPair") {
    const left = oneRow(a.left, b.left, closure);
    // One left row cannot have a match and have none.
    return a.right === undefined || b.right === undefined || (a.single && b.single)
      ? left
      : oneOfBoth(left, oneRow(a.right, b.right, closure));
  }
  if (a.is === "arm" && b.is === "arm") return a.arm === b.arm ? oneRow(a.of, b.of, closure) : undefined;
  if (a.is === "either" && b.is === "either") return oneRow(a.first, b.first, closure) ?? oneRow(a.second, b.second, closure);
  return undefined;
}

type RowPairs = readonly (readonly [Row, Row])[];

const oneOfBoth = (left: RowPairs | undefined, right: RowPairs | undefined): RowPairs | undefined =>
  left === undefined || right === undefined ? undefined : [...left, ...right];
