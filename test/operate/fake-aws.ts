import { createServer } from "node:http";
import type { AddressInfo } from "node:net";

/** An answer for each call of an action, the last one for all that follow. */
export type Script = Readonly<Record<string, readonly Answer[]>>;

export type Answer = { readonly body: unknown } | { readonly error: string; readonly message: string };

export interface FakeAws {
  readonly endpoint: string;
  /** Action and parsed body of each call, in order. */
  readonly calls: readonly { readonly action: string; readonly body: Readonly<Record<string, unknown>> }[];
  readonly stop: () => Promise<void>;
}

/** Speaks AWS's JSON protocol on 127.0.0.1 from a script; shows what a command does with answers, not what AWS answers. */
export async function fakeAws(script: Script): Promise<FakeAws> {
  const calls: { action: string; body: Record<string, unknown> }[] = [];
  const counts = new Map<string, number>();
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const action =
      String(request.headers["x-amz-target"] ?? "")
        .split(".")
        .at(-1) ?? "";
    calls.push({ action, body: JSON.parse(Buffer.concat(chunks).toString() || "{}") });
    const count = counts.get(action) ?? 0;
    counts.set(action, count + 1);
    const answers = script[action] ?? [{ error: "UnknownOperationException", message: `the test has no answer for ${action}` }];
    const answer = answers[Math.min(count, answers.length - 1)] ?? { body: {} };
    const failed = "error" in answer;
    response.writeHead(failed ? 400 : 200, { "content-type": "application/x-amz-json-1.1" });
    response.end(JSON.stringify(failed ? { __type: answer.error, message: answer.message } : answer.body));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    calls,
    stop: () => new Promise((resolve) => server.close(() => resolve())),
  };
}
