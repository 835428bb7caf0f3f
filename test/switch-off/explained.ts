/** Switches that no scenario can notice, each with the reason. */
export const EXPLAINED: Readonly<Record<string, string>> = {};
