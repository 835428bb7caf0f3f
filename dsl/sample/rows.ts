import type { Random } from "./random.ts";
import type { Customer } from "./rush.ts";
import { DISTANCE, ONE_SAMPLE_PER_MILLE, TWO_SAMPLES_PER_MILLE } from "./shape.ts";

/** The customer's line, with the spaces of the real one. No value needs an escape. A consent that was not given has no key. */
export function customerRow(customer: Customer): string {
  const consent = (given: boolean, key: string): string => (given ? `, "${key}": ${customer.updatedAt}` : "");
  return [
    `{"customerName": "${customer.name}", "email": "${customer.email}", "phone": "${customer.phone}", "birthDay": "${customer.birthDay}"`,
    `, "serialNumber": "${customer.serialNumber}", "registrationDate": ${customer.registeredAt}, "lastUpdateDate": ${customer.updatedAt}`,
    consent(customer.agreesTo.research, "shareWithResearchAsOfDate"),
    consent(customer.agreesTo.public, "shareWithPublicAsOfDate"),
    consent(customer.agreesTo.friends, "shareWithFriendsAsOfDate"),
    "}",
  ].join("");
}

/** One to three lines of different motion at one time of one person. The key is `timestamp`, though the column is `timeStamp`: so is the real one. */
export function motionRows(customer: Customer, time: number, random: Random): readonly string[] {
  const rank = random.below(1000);
  const samples = rank < ONE_SAMPLE_PER_MILLE ? 1 : rank < ONE_SAMPLE_PER_MILLE + TWO_SAMPLES_PER_MILLE ? 2 : 3;
  const first = random.below(MOTIONS.length);
  const stride = STRIDES[random.below(STRIDES.length)] as number;
  return Array.from(
    { length: samples },
    (_, i) => `{"user":"${customer.email}","timestamp":${time},${MOTIONS[(first + i * stride) % MOTIONS.length]}}`,
  );
}

export function stepRow(customer: Customer, time: number, random: Random): string {
  return `{"sensorReadingTime":${time},"serialNumber":"${customer.serialNumber}","distanceFromObject":${random.within(DISTANCE)}}`;
}

/** Every motion that the app reports, as text. */
const MOTIONS: readonly string[] = ["-1.0", "0.0", "1.0"].flatMap((x) =>
  ["-1.0", "0.0", "1.0"].flatMap((y) => ["-1.0", "0.0"].map((z) => `"x":${x},"y":${y},"z":${z}`)),
);

/** Coprime to the number of motions, so that three steps of one stride meet three different motions. */
const STRIDES = [1, 5, 7, 11, 13, 17] as const;
