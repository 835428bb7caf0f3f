import { EventEmitter } from "node:events";
import { PassThrough } from "node:stream";
import type { Worker } from "node:worker_threads";
import { expect, test } from "vitest";
import { compileApart, type WorkerMessage } from "../../dsl/compiler/compile-apart.ts";

/** Says what it is told to say, as a thread does whose messages are on their way when it is ended. */
class Thread extends EventEmitter {
  readonly stdout = new PassThrough();
  postMessage(): void {}
  terminate(): Promise<number> {
    return Promise.resolve(1);
  }
}

const files = (name: string): WorkerMessage => ({ message: "files", files: new Map([[name, ""]]) });

test("files that are on their way when the compile has ended are for nobody", async () => {
  const thread = new Thread();
  const seen: string[] = [];
  const compiling = compileApart(
    { transforms: "t", cache: "c", cwd: "/" },
    {
      thread: thread as unknown as Worker,
      onFiles: (made) => {
        seen.push(...made.keys());
        if (seen.length === 2) throw new Error("the disk is full");
      },
    },
  );
  for (const name of ["a", "b", "c"]) thread.emit("message", files(name));
  await expect(compiling).rejects.toThrow("the disk is full");
  thread.emit("message", files("d"));
  expect(seen).toEqual(["a", "b"]);
});

test("nor are those behind a refusal", async () => {
  const thread = new Thread();
  const seen: string[] = [];
  const compiling = compileApart(
    { transforms: "t", cache: "c", cwd: "/" },
    { thread: thread as unknown as Worker, onFiles: (made) => seen.push(...made.keys()) },
  );
  thread.emit("message", files("a"));
  thread.emit("message", { message: "refused", problems: [] } satisfies WorkerMessage);
  thread.emit("message", files("b"));
  await expect(compiling).rejects.toThrow();
  expect(seen).toEqual(["a"]);
});
