import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { passOn } from "./pass-on.ts";

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
  const server = createServer(async (incoming, outgoing) => {
    const chunks: Buffer[] = [];
    for await (const chunk of incoming) chunks.push(chunk as Buffer);
    const body = Buffer.concat(chunks);
    const { method = "GET", url: path = "/" } = incoming;
    const headers = Object.fromEntries(Object.entries(incoming.headers).map(([name, value]) => [name, String(value)]));
    const madeBy = who;
    passOn(target, incoming, body, outgoing, {
      onHead: (status) => void calls.push({ who: madeBy, method, path, headers, body, status }),
    });
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
