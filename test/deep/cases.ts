import { appendFileSync } from "node:fs";

/** How many cases a random test tries: `SLUICE_CASES`, else by whether `SLUICE_DEEP` is set. */
export const casesOf = (usual: number, deep: number): number =>
  Number(process.env.SLUICE_CASES ?? (process.env.SLUICE_DEEP === undefined ? usual : deep));

/** The seed of the first case: `SLUICE_SEED`. */
export const firstSeed = (usual: number): number => Number(process.env.SLUICE_SEED ?? usual);

/** Numbers by name, which the deep run adds up over the batches and shows at its end. */
export type Figures = Readonly<Record<string, number>>;

/** Tells the deep run what was counted; nobody listens in a usual run. */
export function tell(figures: Figures): void {
  const { SLUICE_FIGURES: file } = process.env;
  if (file !== undefined) appendFileSync(file, `${JSON.stringify(figures)}\n`);
}
