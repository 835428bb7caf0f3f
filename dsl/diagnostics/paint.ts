import picocolors from "picocolors";

type Brush = (text: string) => string;

/** The colours of a message. Without colour every brush leaves the text as it is. */
export interface Paint {
  readonly error: Brush;
  readonly warning: Brush;
  readonly note: Brush;
  readonly strong: Brush;
  readonly gutter: Brush;
}

export function paintOf(colour: boolean): Paint {
  const { bold, red, yellow, cyan, blue } = picocolors.createColors(colour);
  return {
    error: (text) => bold(red(text)),
    warning: (text) => bold(yellow(text)),
    note: (text) => bold(cyan(text)),
    strong: bold,
    gutter: (text) => bold(blue(text)),
  };
}

/** Whether to colour what goes to a stream: NO_COLOR says no, FORCE_COLOR says yes (`0` and `false` say no), else a terminal does. */
export function wantsColour(environment: Readonly<Record<string, string | undefined>>, isTerminal: boolean): boolean {
  const { NO_COLOR, FORCE_COLOR, TERM } = environment;
  if (NO_COLOR !== undefined && NO_COLOR !== "") return false;
  if (FORCE_COLOR !== undefined) return FORCE_COLOR !== "0" && FORCE_COLOR !== "false";
  return isTerminal && TERM !== "dumb";
}
