const IDENTIFIER = /^[A-Za-z_$][A-Za-z0-9_$]*$/;

/** A name as a key of an object in JavaScript. */
export const keyText = (name: string): string => (IDENTIFIER.test(name) ? name : JSON.stringify(name));

/** A property of an object in JavaScript: `row.amount`, `row["unit price"]`. */
export const propertyText = (object: string, name: string): string =>
  IDENTIFIER.test(name) ? `${object}.${name}` : `${object}[${JSON.stringify(name)}]`;
