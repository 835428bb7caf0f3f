import { opaque } from "./opaque.ts";

/**
 * A value of another type, NULL where it does not fit. DuckDB 1.5 takes `TRY_CAST(x AS INTEGER) > 5` for `x > 5`, also after
 * it has moved a filter down, which is true of what does not fit.
 */
export const tryCast = (sql: string, type: string): string => opaque(`TRY_CAST(${sql} AS ${type})`);
