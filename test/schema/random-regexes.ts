import fc from "fast-check";

/** Characters that matter to a regular expression, and some that matter to an engine. */
const CHARACTERS = [..."abkKsSZ09_-.^$|()[]{}*+?/\\ \n\r\t\u2028é"];
const escaped = (character: string): string => (/[\^$\\.*+?()[\]{}|/-]/.test(character) ? `\\${character}` : character);
const inClass = fc.oneof(
  fc.constantFrom(...CHARACTERS).map(escaped),
  fc.constantFrom("a-z", "0-9", "A-F", "\\d", "\\w", "\\s", "\\D", "\\W", "\\S", " -~", "Z-a"),
);
const atom = fc.oneof(
  fc.constantFrom(...CHARACTERS).map((character) => (character === "-" ? "-" : escaped(character))),
  fc.constantFrom(".", "\\d", "\\w", "\\s", "\\D", "\\W", "\\S", "\\n", "\\t", "\\x41"),
  fc
    .tuple(fc.boolean(), fc.array(inClass, { minLength: 1, maxLength: 4 }))
    .map(([negated, members]) => `[${negated ? "^" : ""}${members.join("")}]`),
);
const { source } = fc.letrec<{ source: string; sequence: string; part: string }>((tie) => ({
  source: fc
    .tuple(fc.boolean(), fc.array(tie("sequence"), { minLength: 1, maxLength: 2 }), fc.boolean())
    .map(([start, branches, end]) => branches.map((branch) => `${start ? "^" : ""}${branch}${end ? "$" : ""}`).join("|")),
  sequence: fc.array(tie("part"), { maxLength: 4 }).map((parts) => parts.join("")),
  part: fc
    .tuple(
      fc.oneof(
        { maxDepth: 2 },
        atom,
        fc
          .tuple(fc.constantFrom("(", "(?:"), fc.array(tie("sequence"), { minLength: 1, maxLength: 2 }))
          .map(([open, branches]) => `${open}${branches.join("|")})`),
      ),
      fc.constantFrom("", "", "", "*", "+", "?", "{2}", "{0,2}", "{1,}", "*?", "{0}"),
    )
    .map(([what, count]) => what + count),
}));
/** The source and the flags of regular expressions, most of them portable. */
export const regexes = fc
  .tuple(source, fc.constantFrom("", "s", "i", "u", "su", "g"))
  .map(([pattern, flags]) => ({ pattern, flags: pattern.includes("é") ? flags.replace("i", "") : flags }));
/** Texts that they match now and then. */
export const texts = fc
  .array(fc.oneof(fc.constantFrom(...CHARACTERS), fc.constantFrom("aa", "00", "ſ", "K", "٣", "İ", "ı")), { maxLength: 8 })
  .map((parts) => parts.join(""));
