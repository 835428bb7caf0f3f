import type { ReadTable } from "./read-sample.ts";

interface Customer {
  readonly email: string;
  readonly serialNumber: string;
  readonly shareWithResearchAsOfDate?: number;
}
interface Motion {
  readonly user: string;
  readonly timestamp: number;
}
interface Step {
  readonly serialNumber: string;
  readonly sensorReadingTime: number;
}

/** Rows of each table of the STEDI lake. */
export interface Answer {
  readonly customerTrusted: number;
  readonly accelerometerTrusted: number;
  readonly customersCurated: number;
  readonly stepTrainerTrusted: number;
  readonly machineLearningCurated: number;
}

/**
 * With consent held when the reading was taken, and the owner told by the motion at its time; and as it is usually answered: consent at any
 * time, steps by the serial number alone, rows joined by time alone.
 */
export function answers(
  customer: ReadTable,
  accelerometer: ReadTable,
  stepTrainer: ReadTable,
): { readonly right: Answer; readonly usual: Answer } {
  const motions = accelerometer.rows as unknown as readonly Motion[];
  const steps = stepTrainer.rows as unknown as readonly Step[];
  const agreed = (customer.rows as unknown as readonly Customer[]).filter((person) => person.shareWithResearchAsOfDate !== undefined);
  const answer = (held: (person: Customer, time: number) => boolean, sameOwner: boolean): Answer => {
    const byEmail = new Map(agreed.map((person) => [person.email, person]));
    const trustedMotions = motions.filter(({ user, timestamp }) => {
      const person = byEmail.get(user);
      return person !== undefined && held(person, timestamp);
    });
    const users = new Set(trustedMotions.map(({ user }) => user));
    const curated = agreed.filter(({ email }) => users.has(email));
    const holders = Map.groupBy(curated, ({ serialNumber }) => serialNumber);
    const motionsAt = Map.groupBy(trustedMotions, ({ timestamp }) => timestamp);
    const trustedSteps = steps.filter(({ serialNumber, sensorReadingTime }) => {
      const moving = new Set((motionsAt.get(sensorReadingTime) ?? []).map(({ user }) => user));
      return (holders.get(serialNumber) ?? []).some(({ email }) => !sameOwner || moving.has(email));
    });
    const paired = trustedSteps.map(({ serialNumber, sensorReadingTime }) => {
      const emails = new Set((holders.get(serialNumber) ?? []).map(({ email }) => email));
      return (motionsAt.get(sensorReadingTime) ?? []).filter(({ user }) => !sameOwner || emails.has(user)).length;
    });
    return {
      customerTrusted: agreed.length,
      accelerometerTrusted: trustedMotions.length,
      customersCurated: curated.length,
      stepTrainerTrusted: trustedSteps.length,
      machineLearningCurated: paired.reduce((sum, count) => sum + count, 0),
    };
  };
  return {
    right: answer((person, time) => (person.shareWithResearchAsOfDate as number) <= time, true),
    usual: answer(() => true, false),
  };
}
