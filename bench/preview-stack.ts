// `node preview-stack.ts GENERATED`: one `preview` of a new stack over the folder, by the real engine and the tests' provider.
import { startEngine } from "../test/deploy/engine/stack.ts";
import { startTestProvider } from "../test/deploy/provider/provider.ts";

const [generated = ""] = process.argv.slice(2);
/** A preview asks for nothing there. */
const NOWHERE = "http://127.0.0.1:9";

const provider = await startTestProvider(NOWHERE);
const engine = startEngine(provider.port);
try {
  const { preview } = await engine.stack("bench", generated, { jobs: "each" });
  const steps = await preview();
  if (steps.length === 0 || steps.some(({ op }) => op !== "create")) throw new Error("the preview of a new stack creates everything");
} finally {
  engine.close();
  provider.stop();
}
