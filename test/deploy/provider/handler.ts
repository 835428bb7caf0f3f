import type { Properties } from "./property-values.ts";

/** What became of a resource: its id and the outputs that its type promises. */
export interface Made {
  readonly id: string;
  readonly outputs: Properties;
}

/** How the provider of the test deals with one resource type. Inputs that are not named here are an error. */
export interface Handler {
  readonly inputs: readonly string[];
  /** A change of one of these replaces the resource. */
  readonly replaces: readonly string[];
  /**
   * The property that the real provider would make up if it were not given: `name` where there is one. Where it is given, a replaced resource is
   * deleted before the new one is made (pulumi-terraform-bridge, `nameRequiresDeleteBeforeReplace`).
   */
  readonly namedBy?: string;
  /** What the real provider refuses before anything is done: property and reason. */
  readonly refuses?: (inputs: Properties) => readonly (readonly [property: string, reason: string])[];
  readonly create: (inputs: Properties) => Promise<Made>;
  /** The properties as they are now, or undefined when it is gone. */
  readonly read: (id: string, state: Properties) => Promise<Properties | undefined>;
  readonly update: (id: string, old: Properties, inputs: Properties) => Promise<Properties>;
  readonly remove: (id: string, state: Properties) => Promise<void>;
}

/** A type that lives in the state alone: nothing of AWS is behind it. */
export function inMemory(
  inputs: readonly string[],
  replaces: readonly string[],
  idOf: (inputs: Properties) => string,
  more: (inputs: Properties) => Properties = () => ({}),
): Handler {
  return {
    inputs,
    replaces,
    create: async (values) => ({ id: idOf(values), outputs: { ...values, ...more(values) } }),
    read: async (_, state) => state,
    update: async (_, __, values) => ({ ...values, ...more(values) }),
    remove: async () => {},
  };
}

export const text = (properties: Properties, name: string): string => {
  const value = properties[name];
  if (typeof value !== "string") throw new Error(`\`${name}\` is ${JSON.stringify(value)}, expected a text`);
  return value;
};
