/** How much memory was asked for: so many bytes, or a share (0 to 1) of what there is. */
export type MemorySize = { readonly bytes: number } | { readonly share: number };

/** Bytes of the least memory that a run can do with: Node, the libraries and one thread of the engine. */
export const LEAST_MEMORY = 500_000_000;

const TOO_LITTLE = `A run needs ${LEAST_MEMORY / 1e6}MB at least.`;

const megabytes = (bytes: number): string => `${Math.floor(bytes / 1e6)}MB`;

const UNITS: Readonly<Record<string, number>> = {
  b: 1,
  kb: 1e3,
  mb: 1e6,
  gb: 1e9,
  tb: 1e12,
  kib: 2 ** 10,
  mib: 2 ** 20,
  gib: 2 ** 30,
  tib: 2 ** 40,
};

/** The size that a text such as `800MB`, `1.5GiB` or `50%` says, of `total` bytes that there are; else what is wrong with it. */
export function parseMemorySize(text: string, total = Number.POSITIVE_INFINITY): MemorySize | string {
  const [, digits = "", unit = ""] = /^([0-9]{1,15}(?:[.][0-9]{1,6})?) ?(%|[a-z]{1,3})$/i.exec(text) ?? [];
  const number = Number(digits);
  if (unit === "%" && number > 0 && number <= 100) {
    const share = (total * number) / 100;
    return share < LEAST_MEMORY ? `That is ${megabytes(share)} of the ${megabytes(total)} here. ${TOO_LITTLE}` : { share: number / 100 };
  }
  const factor = UNITS[unit.toLowerCase()];
  if (digits === "" || factor === undefined)
    return "It must be a size such as 800MB, 2GB or 1.5GiB, or a share of what there is, such as 50%.";
  const bytes = Math.floor(number * factor);
  if (bytes < LEAST_MEMORY) return TOO_LITTLE;
  return bytes > total ? `There are ${megabytes(total)} here.` : { bytes };
}
