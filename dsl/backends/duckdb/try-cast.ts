/**
 * A value of another type, NULL where it does not fit. DuckDB 1.5 takes `TRY_CAST(x AS INTEGER) > 5` for `x > 5`, also after
 * it has moved a filter down, which is true of what does not fit. It does not see through `least`, which of one value is
 * that value.
 */
export const tryCast = (sql: string, type: string): string => `least(TRY_CAST(${sql} AS ${type}))`;
