/**
 * A value that DuckDB's optimizer takes for unknown, because it does not see through `least`, which of one value is that
 * value. For forms that DuckDB 1.5 rewrites wrongly.
 */
export const opaque = (sql: string): string => `least(${sql})`;
