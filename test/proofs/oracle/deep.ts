import { Counterexample, type Counts, check } from "./check.ts";
import { proveLake } from "./prover.ts";

// node deep.ts COUNT SEED: many random lakes, outside of the test suite.
const [lakes = 1000, first = 1, databases = 30] = process.argv.slice(2).map(Number);
const counts: Counts = {};
let failures = 0;
for (let i = 0; i < lakes; i++) {
  try {
    check(first * 1_000_003 + i, databases, counts, proveLake);
  } catch (error) {
    if (!(error instanceof Counterexample)) {
      console.log(`seed ${first * 1_000_003 + i}`);
      throw error;
    }
    console.log(error.message.slice(0, 6000));
    if (++failures > 2) break;
  }
}
console.log(Object.fromEntries(Object.entries(counts).sort()));
process.exitCode = failures > 0 ? 1 : 0;
