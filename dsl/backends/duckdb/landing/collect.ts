import { setImmediate } from "node:timers/promises";
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";

/**
 * Frees at once what nobody holds any more. Node does so when its own heap has grown, which texts and chunks of hundreds of
 * megabytes outside of it do not make it.
 */
export async function collectGarbage(): Promise<void> {
  setFlagsFromString("--expose-gc");
  const collect: () => void = runInNewContext("gc");
  collect();
  // What a finalizer frees, it frees in the next turn.
  await setImmediate();
}
