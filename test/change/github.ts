import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";

export interface Comment {
  readonly id: number;
  body: string;
  readonly user: { readonly login: string };
}

/** Who writes comments with the token of a workflow. */
export const AUTHOR = "github-actions[bot]";
export const REPOSITORY = "o/r";
export const PULL_REQUEST = "7";

/** Plays the comments of one pull request, as GitHub's API has them, on 127.0.0.1. */
export class GitHub {
  comments: Comment[] = [];
  /** Method, path and authorization of each request. */
  calls: string[] = [];
  /** The status of every answer, where nothing is allowed. */
  refuses: number | undefined;
  #server: Server | undefined;

  get url(): string {
    if (this.#server === undefined) throw new Error("GitHub is not started");
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  async start(): Promise<void> {
    const server = createServer(async (request, response) => {
      const chunks: Buffer[] = [];
      for await (const chunk of request) chunks.push(chunk as Buffer);
      const { pathname, searchParams } = new URL(request.url ?? "", this.url);
      this.calls.push(`${request.method} ${pathname} ${request.headers.authorization}`);
      const [status, answer] = this.#answer(request.method, pathname, searchParams, Buffer.concat(chunks).toString());
      response.writeHead(status, { "content-type": "application/json" });
      response.end(JSON.stringify(answer));
    });
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    this.#server = server;
  }

  async stop(): Promise<void> {
    await new Promise((resolve) => this.#server?.close(resolve));
  }

  #answer(method: string | undefined, path: string, query: URLSearchParams, text: string): readonly [status: number, body: unknown] {
    if (this.refuses !== undefined) return [this.refuses, { message: "Resource not accessible by integration" }];
    const { body = "" } = JSON.parse(text || "{}") as { body?: string };
    const list = `/repos/${REPOSITORY}/issues/${PULL_REQUEST}/comments`;
    if (method === "GET" && path === list) {
      const [size, page] = [Number(query.get("per_page")), Number(query.get("page"))];
      return [200, this.comments.slice(size * (page - 1), size * page)];
    }
    if (method === "POST" && path === list) {
      this.comments.push({ id: this.comments.length + 1, body, user: { login: AUTHOR } });
      return [201, this.comments.at(-1)];
    }
    const found = this.comments.find(({ id }) => method === "PATCH" && path === `/repos/${REPOSITORY}/issues/comments/${id}`);
    if (found === undefined) return [404, {}];
    found.body = body;
    return [200, found];
  }
}
