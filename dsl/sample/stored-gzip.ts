import { crc32 } from "node:zlib";

/** The most bytes that one stored block holds (RFC 1951, 3.2.4). */
const BLOCK = 65_535;

/** RFC 1952: deflate, no flags, no time, unknown system. */
const HEADER = Uint8Array.of(0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 255);
const LAST_BLOCK = Uint8Array.of(1, 0, 0, 0xff, 0xff);

/**
 * A gzip stream whose bytes are the same everywhere. Its blocks are stored, not compressed: what zlib compresses to depends on
 * its version and on the processor.
 */
export class StoredGzip {
  #checksum = 0;
  #size = 0;

  start(): Uint8Array {
    return HEADER;
  }

  encode(bytes: Uint8Array): Uint8Array {
    this.#checksum = crc32(bytes, this.#checksum);
    this.#size = (this.#size + bytes.length) % 2 ** 32;
    const blocks: Uint8Array[] = [];
    for (let from = 0; from < bytes.length; from += BLOCK) {
      const block = bytes.subarray(from, from + BLOCK);
      const header = Buffer.alloc(5);
      header.writeUInt16LE(block.length, 1);
      header.writeUInt16LE(BLOCK - block.length, 3);
      blocks.push(header, block);
    }
    return Buffer.concat(blocks);
  }

  end(): Uint8Array {
    const trailer = Buffer.alloc(8);
    trailer.writeUInt32LE(this.#checksum, 0);
    trailer.writeUInt32LE(this.#size, 4);
    return Buffer.concat([LAST_BLOCK, trailer]);
  }
}
