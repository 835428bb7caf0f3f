import { type IncomingMessage, type ServerResponse, request as send } from "node:http";

export interface Answered {
  /** Told of the status code before the answer goes on. */
  readonly onHead?: (status: number) => void;
  /** Told of the body once it is whole. */
  readonly onEnd?: (status: number, body: Buffer) => void;
}

/** Passes a request, whose body was read, on to `target`, and its answer back. */
export function passOn(
  target: string,
  incoming: IncomingMessage,
  body: Buffer,
  outgoing: ServerResponse,
  { onHead, onEnd }: Answered,
): void {
  const { hostname, port } = new URL(target);
  const { "transfer-encoding": _, expect: __, ...headers } = incoming.headers;
  const length = body.length > 0 ? { "content-length": String(body.length) } : {};
  const { method, url: path } = incoming;
  const forwarded = send({ hostname, port, method, path, headers: { ...headers, ...length } }, (answer) => {
    const status = answer.statusCode ?? 502;
    onHead?.(status);
    const chunks: Buffer[] = [];
    answer.on("data", (chunk: Buffer) => chunks.push(chunk));
    answer.once("end", () => onEnd?.(status, Buffer.concat(chunks)));
    outgoing.writeHead(status, answer.headers);
    answer.pipe(outgoing);
  });
  forwarded.once("error", (error) => outgoing.destroy(error));
  forwarded.end(body);
}
