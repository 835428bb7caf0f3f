import stringWidth from "string-width";

/**
 * The text in lines of at most `room` terminal cells, broken between words; `first` is the room of the first line. Code in backticks is
 * broken only when it is longer than a line, so that it can be copied; a longer word stands alone.
 */
export function wrapped(text: string, first: number, room: number): readonly string[] {
  const lines: string[] = [];
  let line = "";
  for (const word of wordsOf(text, room)) {
    const longer = line === "" ? word : `${line} ${word}`;
    if (line === "" || stringWidth(longer) <= (lines.length === 0 ? first : room)) line = longer;
    else {
      lines.push(line);
      line = word;
    }
  }
  return [...lines, line];
}

/** The words of a text; what stands in backticks, with what it is joined to, is one. */
function wordsOf(text: string, room: number): readonly string[] {
  const pieces = text.match(/(?:`[^`]*`|[^\s`]|`)+/g) ?? [];
  return pieces.flatMap((piece) => (stringWidth(piece) <= room ? [piece] : piece.split(/\s+/)));
}
