// @ts-nocheck: TypeScript shows these mistakes too.
enum Colour {
  Red,
}
export const red = Colour.Red;
