// @ts-nocheck: TypeScript shows these mistakes too.
export const refunds = trusted.table("refunds", { from: undefined });
