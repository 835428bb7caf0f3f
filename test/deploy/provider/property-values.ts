import { readFileSync } from "node:fs";
import { zipSync } from "fflate";
import structProto from "google-protobuf/google/protobuf/struct_pb.js";

const { Struct } = structProto;
type Struct = InstanceType<typeof Struct>;

/** Property values as Pulumi's engine sends them: JSON, with marks for what JSON has not. */
export type Properties = Readonly<Record<string, unknown>>;

const SIGNATURE = "4dabf18193072939515e22adb298388d";
const ASSET = "c44067f5952c0a294b673a41bacd8c17";
const ARCHIVE = "0def7320c3a5731c473e5ecbe6d01bc7";
const UNKNOWN = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";

export const toProperties = (struct: Struct | undefined): Properties => (struct?.toJavaScript() as Properties | undefined) ?? {};

export const toStruct = (properties: Properties): Struct =>
  Struct.fromJavaScript(properties as Parameters<typeof Struct.fromJavaScript>[0]);

/** Whether an unknown value, of a preview, stands somewhere in it. */
export const hasUnknown = (value: unknown): boolean => JSON.stringify(value)?.includes(UNKNOWN) ?? false;

/** The bytes of an asset or archive. */
export function bytesOf(value: unknown): Buffer {
  const asset = value as Record<string, unknown>;
  if (asset[SIGNATURE] === ASSET) {
    if (typeof asset["text"] === "string") return Buffer.from(asset["text"]);
    if (typeof asset["path"] === "string") return readFileSync(asset["path"]);
  }
  if (asset[SIGNATURE] === ARCHIVE && typeof asset["assets"] === "object")
    return Buffer.from(
      zipSync(
        Object.fromEntries(Object.entries(asset["assets"] as Properties).map(([path, member]) => [path, new Uint8Array(bytesOf(member))])),
      ),
    );
  throw new Error(`an asset that the test's provider does not know: ${JSON.stringify(value)}`);
}
