/** How many are worked on at once: as many as Node has threads for files and zlib. */
const AT_ONCE = 4;

/** Does the work for every item, a few at a time, in the order of the items. After the first error none is begun. */
export async function inTurns<T>(items: readonly T[], work: (item: T) => Promise<void>, atOnce = AT_ONCE): Promise<void> {
  // A generator, unlike an array's iterator, ends for all of its loops when one of them throws.
  const waiting = (function* () {
    yield* items;
  })();
  await Promise.all(
    Array.from({ length: atOnce }, async () => {
      for (const item of waiting) await work(item);
    }),
  );
}
