import type { KindDefinition } from "./definition.ts";
import { LAKE_KINDS, type LakeKind } from "./lake-kinds.ts";
import { PRIVACY_KINDS, type PrivacyKind } from "./privacy-kinds.ts";
import { type DeclaredKind, TABLE_KINDS } from "./table-kinds.ts";

/** Kinds of changes of one table or source. */
export type TableKind = DeclaredKind | PrivacyKind;

/** Every kind of change that there is. */
export const KINDS: { readonly [K in TableKind | LakeKind]: KindDefinition } = { ...TABLE_KINDS, ...PRIVACY_KINDS, ...LAKE_KINDS };
