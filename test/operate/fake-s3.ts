import { createHash } from "node:crypto";
import { Readable } from "node:stream";
import { buffer } from "node:stream/consumers";
import type { S3Client } from "@aws-sdk/client-s3";

interface Held {
  readonly content: Buffer;
  readonly sha256: string | undefined;
  readonly metadata: Readonly<Record<string, string>> | undefined;
}

type Input = Readonly<Record<string, unknown>> & { readonly Bucket: string; readonly Key: string };

const sha256Of = (content: Buffer): string => createHash("sha256").update(content).digest("base64");
const etagOf = (content: Buffer): string => `"${createHash("md5").update(content).digest("hex")}"`;

/** Objects in memory, by `bucket/key`, with the conditions and checksums of S3 that `ingest` builds on. */
export class FakeS3 {
  readonly objects = new Map<string, Held>();
  /** Names of the commands that were sent, without `Command`. */
  readonly sent: string[] = [];
  readonly #parts = new Map<string, Buffer[]>();

  put(place: string, content: string | Buffer): void {
    this.objects.set(place, { content: Buffer.from(content), sha256: undefined, metadata: undefined });
  }

  keys(bucket: string): readonly string[] {
    return [...this.objects.keys()]
      .filter((place) => place.startsWith(`${bucket}/`))
      .map((place) => place.slice(bucket.length + 1))
      .sort();
  }

  get client(): S3Client {
    return this as unknown as S3Client;
  }

  async send(command: { readonly input: Input }): Promise<object> {
    const name = command.constructor.name.replace(/Command$/, "");
    this.sent.push(name);
    const act = this.#acts[name];
    if (act === undefined) throw new Error(`the test knows no ${name}`);
    return act(command.input);
  }

  readonly #acts: Readonly<Record<string, (input: Input) => object | Promise<object>>> = {
    ListObjectsV2: ({ Bucket, Prefix, ContinuationToken }) => {
      const all = this.keys(Bucket).filter((key) => key.startsWith(String(Prefix)));
      const from = Number(ContinuationToken ?? 0);
      const Contents = all.slice(from, from + 2).map((Key) => {
        const { content } = this.#held(Bucket, Key);
        return { Key, Size: content.length, ETag: etagOf(content) };
      });
      return { Contents, ...(from + 2 < all.length ? { NextContinuationToken: String(from + 2) } : {}) };
    },
    GetObject: ({ Bucket, Key, Range, IfMatch }) => {
      const { content } = this.#held(Bucket, Key, IfMatch);
      const [, last] = /^bytes=0-(\d+)$/.exec(String(Range)) ?? [];
      const part = last === undefined ? content : content.subarray(0, Number(last) + 1);
      return { Body: Object.assign(Readable.from([part]), { transformToByteArray: async () => part }) };
    },
    HeadObject: ({ Bucket, Key }) => {
      const { content, sha256, metadata } = this.#held(Bucket, Key);
      return { ContentLength: content.length, ChecksumSHA256: sha256, Metadata: metadata };
    },
    PutObject: async ({ Bucket, Key, Body, ChecksumSHA256 }) => {
      const content = await buffer(Body as Readable);
      const sha256 = sha256Of(content);
      if (ChecksumSHA256 !== sha256) throw Object.assign(new Error(Key), { name: "BadDigest" });
      this.objects.set(`${Bucket}/${Key}`, { content, sha256, metadata: undefined });
      return {};
    },
    CopyObject: ({ Bucket, Key, CopySource, CopySourceIfMatch }) => {
      const { content } = this.#source(CopySource, CopySourceIfMatch);
      this.objects.set(`${Bucket}/${Key}`, { content, sha256: sha256Of(content), metadata: undefined });
      return {};
    },
    CreateMultipartUpload: ({ Metadata }) => {
      this.#parts.set("upload", []);
      this.#metadata = Metadata as Readonly<Record<string, string>>;
      return { UploadId: "upload" };
    },
    UploadPartCopy: ({ CopySource, CopySourceIfMatch, CopySourceRange }) => {
      const [, first, last] = /^bytes=(\d+)-(\d+)$/.exec(String(CopySourceRange)) ?? [];
      this.#parts.get("upload")?.push(this.#source(CopySource, CopySourceIfMatch).content.subarray(Number(first), Number(last) + 1));
      return { CopyPartResult: { ETag: "part" } };
    },
    CompleteMultipartUpload: ({ Bucket, Key }) => {
      this.objects.set(`${Bucket}/${Key}`, {
        content: Buffer.concat(this.#parts.get("upload") ?? []),
        sha256: undefined,
        metadata: this.#metadata,
      });
      return {};
    },
    AbortMultipartUpload: () => ({}),
  };

  #metadata: Readonly<Record<string, string>> | undefined;

  #source(copySource: unknown, ifMatch: unknown): Held {
    const [bucket = "", ...key] = String(copySource).split("/");
    return this.#held(bucket, key.map(decodeURIComponent).join("/"), ifMatch);
  }

  #held(bucket: string, key: string, ifMatch?: unknown): Held {
    const held = this.objects.get(`${bucket}/${key}`);
    if (held === undefined) throw Object.assign(new Error(key), { name: "NoSuchKey" });
    if (ifMatch !== undefined && etagOf(held.content) !== ifMatch) throw Object.assign(new Error(key), { name: "PreconditionFailed" });
    return held;
  }
}
