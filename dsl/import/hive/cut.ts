/** A text for a message, with its end cut off where it is long. */
export const cut = (text: string): string => (text.length > 60 ? `${text.slice(0, 57)}...` : text);
