// @ts-nocheck: TypeScript shows these mistakes too.
import { curated } from "./zones";

curated.table("b", { from: undefined });
