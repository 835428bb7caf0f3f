import { parentPort, workerData } from "node:worker_threads";
import { commentsOf } from "./comments.ts";

/** A thread that reads the comments of the texts that it is given, sends them by the texts' hashes, and ends. */
const texts = workerData as readonly { readonly file: string; readonly text: string; readonly key: string }[];
parentPort?.postMessage(new Map(texts.map(({ file, text, key }) => [key, commentsOf(file, text)])));
