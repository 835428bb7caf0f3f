// @ts-nocheck: TypeScript shows these mistakes too.
throw new Error("the settings are not there");
