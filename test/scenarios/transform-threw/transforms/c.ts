// @ts-nocheck: TypeScript shows these mistakes too.
throw "just a text";
