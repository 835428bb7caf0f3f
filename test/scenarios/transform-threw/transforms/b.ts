// @ts-nocheck: TypeScript shows these mistakes too.
import { name } from "./a.ts";
console.log(name);
