// @ts-nocheck: TypeScript shows these mistakes too.
export const nothing = 1;
