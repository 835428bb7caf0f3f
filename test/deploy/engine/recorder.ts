import { createServer, request as send } from "node:http";
import type { AddressInfo } from "node:net";

/** A call of AWS as it went over the wire. */
export interface Call {
  /** Who made it: what `as` was told last. */
  readonly who: string;
  readonly method: string;
  /** Path and query, as sent. */
  readonly path: string;
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer;
  /** The emulator's status code. */
  readonly status: number;
}

export interface Recorder {
  readonly endpoint: string;
  readonly calls: readonly Call[];
  /** Whose calls the next ones are. */
  readonly as: (who: string) => void;
  readonly stop: () => Promise<void>;
}

/** Passes requests on to an emulator of AWS at `target`, from 127.0.0.1, and keeps each. */
export async function startRecorder(target: string): Promise<Recorder> {
  const calls: Call[] = [];
  let who = "";
  const { hostname, port } = new URL(target);
  const server = createServer(async (incoming, outgoing) => {
    const chunks: Buffer[] = [];
    for await (const chunk of incoming) chunks.push(chunk as Buffer);
    const body = Buffer.concat(chunks);
    const { method = "GET", url: path = "/" } = incoming;
    const headers = Object.fromEntries(Object.entries(incoming.headers).map(([name, value]) => [name, String(value)]));
    const madeBy = who;
    const { "transfer-encoding": _, expect: __, ...passed } = headers;
    const forwarded = send(
      { hostname, port, method, path, headers: { ...passed, ...(body.length > 0 ? { "content-length": String(body.length) } : {}) } },
      (answer) => {
        calls.push({ who: madeBy, method, path, headers, body, status: answer.statusCode ?? 0 });
        outgoing.writeHead(answer.statusCode ?? 502, answer.headers);
        answer.pipe(outgoing);
      },
    );
    forwarded.once("error", (error) => outgoing.destroy(error));
    forwarded.end(body);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    calls,
    as: (name) => {
      who = name;
    },
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
