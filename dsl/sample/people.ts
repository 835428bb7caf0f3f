import type { Random } from "./random.ts";
import { BIRTH_YEAR } from "./shape.ts";

/** What is personal about a customer. All of it is invented: the names are not people's, the domains and numbers are reserved for examples. */
export interface Person {
  readonly name: string;
  /** Unique: it ends in the customer's number. */
  readonly email: string;
  readonly phone: string;
  readonly birthDay: string;
}

const FIRST_NAMES = words(`
  Brave Bright Brisk Calm Clever Cosy Curious Dapper Eager Early Fluffy Gentle Golden Happy Humble Jolly
  Keen Little Lucky Nimble Noble Patient Plucky Proud Quiet Rapid Shiny Silver Steady Sunny Swift Tidy`);

const LAST_NAMES = words(`
  Acorn Badger Beaver Brook Crane Dolphin Falcon Fern Finch Gecko Heron Ibis Juniper Kestrel Lark Lynx
  Marten Newt Otter Owl Pebble Plover Puffin Quail Raven Rook Sparrow Swan Thistle Walrus Willow Wren`);

/** Reserved for examples by RFC 2606. */
const DOMAINS = ["example.com", "example.org"] as const;

/** The person who is customer number `index`, counted from 0. */
export function personOf(index: number, random: Random): Person {
  const first = pick(FIRST_NAMES, random);
  const last = pick(LAST_NAMES, random);
  return {
    name: `${first} ${last}`,
    email: `${first}.${last}.${index + 1}@${pick(DOMAINS, random)}`,
    phone: phoneNumber(random),
    birthDay: `${random.within(BIRTH_YEAR)}-01-01`,
  };
}

/** Ten digits with 555-01xx, which North America sets aside for fiction. */
function phoneNumber(random: Random): string {
  return `${random.within({ from: 201, to: 989 })}55501${String(random.below(100)).padStart(2, "0")}`;
}

const pick = <T>(values: readonly T[], random: Random): T => values[random.below(values.length)] as T;

function words(text: string): readonly string[] {
  return text.trim().split(/\s+/);
}
