// @ts-nocheck: TypeScript shows these mistakes too.
const settings: { zone?: { name: string } } = {};
export const name = (settings.zone as { name: string }).name;
