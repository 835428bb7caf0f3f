import type { Diagnostic } from "../diagnostics/diagnostic.ts";

export const SIGNALS: readonly ["SIGINT", "SIGTERM", "SIGHUP"];
export const STOPPED: Diagnostic;
export function endStopped(): never;
export function takeSignals(): void;
export function endWithParent(): void;
export function tellEnd(): void;
